import { afterEach, describe, expect, it } from 'vitest';
import { createWaitingClock } from '../../support/waiting-clock.ts';
import type { Fault } from '../../support/slack/faults.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

/* A view or a preview that did not go well is tried once more where that can help, and no more than once. */

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const known = 'https://arxiv.org/abs/2401.01234';

const script: Script = ({ text }) => {
  if (text !== 'subscribe') return { card: card(`You said ${text}`, 'similar 2401.01234') };
  const form = { title: 'New', submit: 'Subscribe', says: 'subscribe {topic}', preview: 'preview {topic}' };
  const field = { name: 'topic', label: 'Topic', kind: 'text', value: 'graphs' } as const;
  return { card: card('Subscribe'), form: { ...form, elsewhere: false, fields: [field] } };
};

async function open() {
  const { now, wait, ...clock } = createWaitingClock('2026-11-24T12:00:00Z');
  const server = { now: () => now().getTime() };
  const opened = await openSlack('socket', script, { server, parts: { now, wait } });
  world = opened;
  await opened.start();
  const line = (event: string) => opened.server.until(() => opened.lines.find((one) => one.event === event), event);
  return { ...opened, clock, line };
}

const passing: readonly (readonly [string, Fault, number])[] = [
  ['HTTP 503', { kind: 'status', status: 503 }, 1_000],
  ['a connection that is cut', { kind: 'drop' }, 1_000],
  ['an answer that is lost', { kind: 'drop', when: 'after' }, 1_000],
  ['internal_error', { kind: 'error', error: 'internal_error' }, 1_000],
  ['too many calls', { kind: 'rate-limited', retryAfter: 7 }, 7_000],
];

describe.each(passing)('after %s', (_, fault, pauseMs) => {
  it('a home tab is drawn', async () => {
    const { ada, server, clock } = await open();
    server.fault('views.publish', fault);
    await ada.openHome();
    expect(await clock.pass()).toBe(pauseMs);
    await server.until(() => server.calls('views.publish').length === 2 && server.home(ada.id), 'the home tab');
  });

  it('a window is drawn again', async () => {
    const { ada, lab, server, clock } = await open();
    await ada.command('/papers', 'subscribe', lab.id);
    const form = await server.until(() => server.modal(ada.id), 'the form');
    server.fault('views.update', fault);
    await ada.press({ view: form }, 'field:changed', { blockId: 'field:topic', choice: { value: 'trees' } });
    expect(await clock.pass()).toBe(pauseMs);
    await server.until(() => JSON.stringify(form.body).includes('You said preview trees'), 'the preview');
  });

  it('a link is previewed', async () => {
    const { ada, lab, server, clock } = await open();
    server.fault('chat.unfurl', fault);
    const { message } = await ada.say(lab.id, `look: <${known}>`);
    expect(await clock.pass()).toBe(pauseMs);
    await server.until(() => server.calls('chat.unfurl').length === 2 && message.unfurls[known], 'the preview');
  });
});

describe('a window that is to be opened', () => {
  it.each([
    ['HTTP 503', { kind: 'status', status: 503 }],
    ['a connection that is cut', { kind: 'drop' }],
    ['an answer that is lost', { kind: 'drop', when: 'after' }],
  ] as const)('is tried once more at once after %s, and is there once', async (_, fault) => {
    const { ada, lab, server, texts } = await open();
    server.fault('views.open', fault);
    await ada.command('/papers', 'subscribe', lab.id);
    await server.until(() => server.calls('views.open').length === 2 && server.modal(ada.id), 'the form');
    await ada.command('/papers', 'graphs', lab.id);
    await server.until(() => texts(lab.id, ada.id).length > 0, 'an answer');
    expect(texts(lab.id, ada.id).join()).not.toContain('Subscribe');
    expect([...server.world.views.values()].filter(({ userId }) => userId === ada.id)).toHaveLength(1);
  });

  it.each([
    ['its trigger is too old', { kind: 'error', error: 'expired_trigger_id' }],
    ['Slack asks for patience, for a trigger lives three seconds', { kind: 'rate-limited', retryAfter: 1 }],
  ] as const)('is not tried again where %s: the sentence is there instead', async (_, fault) => {
    const { ada, lab, server, sees } = await open();
    server.fault('views.open', fault);
    await ada.command('/papers', 'subscribe', lab.id);
    await sees(lab.id, ada.id, 'Subscribe');
    expect(server.calls('views.open')).toHaveLength(1);
  });
});

describe('a home tab', () => {
  it('is given up after the second try', async () => {
    const { ada, server, clock, lines, line } = await open();
    const fault = server.fault('views.publish', { kind: 'status', status: 500 }, { times: 9 });
    await ada.openHome();
    await clock.pass();
    await line('slack.view-not-shown');
    expect(fault.used()).toBe(2);
    expect(lines.filter(({ event }) => event === 'slack.view-not-shown')).toHaveLength(1);
  });

  it.each([
    ['a refusal', { kind: 'error', error: 'invalid_arguments' }],
    ['a wish for more patience than anybody has', { kind: 'rate-limited', retryAfter: 31 }],
  ] as const)('is not tried again after %s', async (_, fault) => {
    const { ada, server, line } = await open();
    server.fault('views.publish', fault);
    await ada.openHome();
    await line('slack.view-not-shown');
    expect(server.calls('views.publish')).toHaveLength(1);
  });
});
