import { afterEach, describe, expect, it } from 'vitest';
import { createWaitingClock } from '../../support/waiting-clock.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld, Way } from './slack-world.ts';

/* A window in which one types: at most one drawing of it is on the way, and what was done last is what it shows. */

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** The search window of one person. A sentence that was held back is answered when it is let go. */
async function openWindow(way: Way) {
  const held = new Map<string, PromiseWithResolvers<void>>();
  const script: Script = async ({ text }) => {
    await held.get(text)?.promise;
    const next = { label: 'Next', says: `page 2 ${text}`, effect: 'replace' } as const;
    return { card: { ...card(`Found: ${text}`), blocks: [{ kind: 'actions', actions: [next] }] } };
  };
  const { now, wait, ...clock } = createWaitingClock('2026-11-24T12:00:00Z');
  const server = { now: () => now().getTime() };
  const opened = (world = await openSlack(way, script, { server, parts: { now, wait } }));
  await opened.start();
  await opened.ada.shortcut('papers_search');
  const view = await opened.server.until(() => opened.server.modal(opened.ada.id), 'the window');
  const { ada } = opened;
  const shown = (): string => JSON.stringify(view.body);
  return {
    ...opened,
    clock,
    view,
    shown,
    holdBack: (text: string) => held.set(text, Promise.withResolvers()),
    letGo: (text: string) => held.get(text)?.resolve(),
    type: (value: string, more: object = {}) => ada.press({ view }, 'query:typed', { choice: { value, ...more } }),
    hears: (text: string) => opened.server.until(() => opened.heard.find((one) => one.text === text), text),
    finds: (text: string) => opened.server.until(() => shown().includes(`"Found: search ${text}"`), text),
    updates: () => opened.server.calls('views.update').length,
  };
}

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  it('many keys make one drawing after another, and only the newest is looked for', async () => {
    const { type, holdBack, letGo, hears, finds, updates, heard } = await openWindow(way);
    holdBack('search sp');
    await type('sp');
    await hears('search sp');
    for (const text of ['spa', 'spar', 'spars', 'sparse']) await type(text);
    expect([updates(), heard.length]).toEqual([0, 1]);
    letGo('search sp');
    await finds('sparse');
    expect(heard.map(({ text }) => text)).toEqual(['search sp', 'search sparse']);
    expect(updates()).toBe(1);
  });

  it('after a wish for patience only the newest is drawn', async () => {
    const { type, server, clock, finds, updates } = await openWindow(way);
    server.fault('views.update', { kind: 'rate-limited', retryAfter: 7 });
    await type('sp');
    await clock.waiting();
    for (const text of ['spar', 'sparse']) await type(text);
    expect(updates()).toBe(1);
    expect(await clock.pass()).toBe(7_000);
    await finds('sparse');
    expect(updates()).toBe(2);
  });

  it('an answer that comes after the search was sent does not take its place', async () => {
    const { ada, view, type, holdBack, letGo, hears, shown, finds, updates } = await openWindow(way);
    holdBack('search sp');
    await type('sp');
    await hears('search sp');
    await ada.submit(view, { query: { 'query:typed': { value: 'graphs' } } });
    await finds('graphs');
    letGo('search sp');
    await ada.shortcut('papers_search');
    await type('trees');
    await finds('trees');
    expect(shown()).not.toContain('search sp');
    expect(updates()).toBe(1);
  });

  it('a page that comes late does not take the place of what was typed since', async () => {
    const { ada, view, type, holdBack, letGo, hears, finds, shown, heard, server, updates } = await openWindow(way);
    await type('graphs');
    await finds('graphs');
    holdBack('page 2 search graphs');
    await ada.press({ view }, 'swap:1');
    await hears('page 2 search graphs');
    await type('trees');
    await finds('trees');
    letGo('page 2 search graphs');
    await type('forests');
    await finds('forests');
    await server.until(() => heard.length === 4, 'every answer');
    expect(shown()).not.toContain('page 2 search graphs"');
    expect(updates()).toBe(3);
  });

  it('a key that is told late does not undo a later one', async () => {
    const { type, finds, heard } = await openWindow(way);
    await type('sparse');
    await finds('sparse');
    await type('spar', { action_ts: '1.000001' });
    await type('sparser');
    await finds('sparser');
    expect(heard.map(({ text }) => text)).toEqual(['search sparse', 'search sparser']);
  });
});
