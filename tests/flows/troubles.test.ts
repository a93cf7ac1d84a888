import { statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startLife } from '../support/crash/life.ts';
import type { Life } from '../support/crash/life.ts';
import { openScene } from '../support/crash/scene.ts';
import type { Scene } from '../support/crash/scene.ts';

/** Each life is a whole process, on machines that may have other work. */
vi.setConfig({ testTimeout: 300_000 });

const scenes: Scene[] = [];
afterEach(async () => {
  for (const scene of scenes.splice(0)) await scene.close();
});

async function open(platform: string): Promise<Scene> {
  const scene = await openScene(platform, 20);
  scenes.push(scene);
  return scene;
}

/** A process in which nothing dies. */
function begin(scene: Scene, mostBytes: number | null = null): Life {
  return startLife(scene, { dieAt: null }, mostBytes);
}

/** So many minutes after nine of the first day. */
function minute(count: number): string {
  return new Date(Date.parse('2026-01-05T09:00:00Z') + count * 60_000).toISOString();
}

/** What can be seen of the posts of some days, and how they ended. */
function outcome(scene: Scene, ...dates: readonly string[]): Promise<readonly (readonly [string, number, unknown])[]> {
  return Promise.all(dates.map(async (date) => [date, scene.visible(date), await scene.state(date)] as const));
}

describe.each(['terminal', 'slack', 'discord'])('a process that posts on %s', (platform) => {
  it('whose database is locked when a post is due posts once', async () => {
    const scene = await open(platform);
    const life = begin(scene);
    await life.beat('2026-01-05T08:59:00Z');
    const other = new SqliteDatabase(scene.file);
    other.exec('begin immediate');
    await life.beat('2026-01-05T09:00:00Z');
    expect(await scene.state('2026-01-05')).toBeNull();
    other.exec('rollback');
    await life.beat('2026-01-05T09:01:00Z');
    await life.beat('2026-01-06T09:00:00Z');
    other.close();
    await life.end();
    expect(life.running.errors()).toContain('is in use by another program');
    expect(await outcome(scene, '2026-01-05', '2026-01-06')).toEqual([
      ['2026-01-05', 1, 'sent'],
      ['2026-01-06', 1, 'sent'],
    ]);
  });

  it('whose disk is full sends nothing that it could not write down, and posts once when there is room', async () => {
    const scene = await open(platform);
    // Room for the mark that every opening writes, and not for a slot with its papers.
    const full = begin(scene, statSync(`${scene.file}-wal`).size + 6_000);
    await full.beat('2026-01-05T09:00:00Z');
    await full.beat('2026-01-05T09:01:00Z');
    await full.end();
    expect(full.running.errors()).toMatch(/could not be read or written|There is no room left/u);
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 0, null]]);
    const life = begin(scene);
    await life.beat('2026-01-05T09:02:00Z');
    await life.beat('2026-01-05T09:03:00Z');
    await life.end();
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 1, 'sent']]);
  });

  it('whose clock is set back a day posts nothing again, also after a new start', async () => {
    const scene = await open(platform);
    const days = ['05', '06', '07'].map((day) => `2026-01-${day}`);
    const beats = ['05T09:00', '06T09:00', '05T09:00', '05T09:01', '05T15:30', '06T09:30', '07T09:00'];
    for (const part of [beats.slice(0, 3), beats.slice(3)]) {
      scene.time = Date.parse(`2026-01-${part[0]}:00Z`);
      const life = begin(scene);
      for (const beat of part) await life.beat(`2026-01-${beat}:00Z`);
      await life.end();
    }
    expect(await outcome(scene, ...days)).toEqual(days.map((day) => [day, 1, 'sent']));
  });
});

describe.each(['slack', 'discord'])('a process that posts on %s', (platform) => {
  it('whose database is locked while its message is on the way writes later that it is there', async () => {
    const scene = await open(platform);
    const life = begin(scene);
    await life.beat('2026-01-05T08:59:00Z');
    const held = scene.chat.hold('message there');
    const beat = life.beat('2026-01-05T09:00:00Z');
    await held?.();
    const other = new SqliteDatabase(scene.file);
    other.exec('begin immediate');
    await beat;
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 1, 'open']]);
    other.exec('rollback');
    other.close();
    await life.beat('2026-01-05T09:01:00Z');
    await life.end();
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 1, 'sent']]);
  });

  it('whose network is gone for an hour posts once when it is back', async () => {
    const scene = await open(platform);
    const life = begin(scene);
    await life.beat('2026-01-05T08:59:00Z');
    scene.chat.cut();
    for (let count = 0; count < 60; count += 1) await life.beat(minute(count));
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 0, 'open']]);
    scene.chat.release();
    for (let count = 60; count < 150; count += 5) await life.beat(minute(count));
    await life.end();
    expect(await outcome(scene, '2026-01-05')).toEqual([['2026-01-05', 1, 'sent']]);
  });
});
