import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileProblem } from '../src/file-problem.ts';
import { readChannelsFile } from '../src/read-channels-file.ts';
import type { FileEntry } from '../src/subscription/channels-file.ts';
import { describeWish } from '../src/subscription/grammar.ts';
import { temporaryHome } from './support/program.ts';

const given = { platforms: ['slack', 'discord'], zone: 'Asia/Tokyo' };
let path = '';
let remove = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  const home = await temporaryHome();
  path = join(home.path, 'paperboy.yaml');
  ({ remove } = home);
});
afterEach(() => remove());

async function read(text: string): Promise<readonly FileEntry[]> {
  await writeFile(path, text);
  return readChannelsFile({ path, isNamed: false }, given);
}

/** What is said of a file, without its path. */
async function said(text: string): Promise<string> {
  const problem: unknown = await read(text).catch((error: unknown) => error);
  if (!(problem instanceof FileProblem)) throw new Error('Expected a FileProblem', { cause: problem });
  expect(problem.message).not.toContain('\n');
  return problem.message.replaceAll(path, 'FILE');
}

describe('readChannelsFile', () => {
  it('reads the words of subscribe, ids with and without quotes', async () => {
    const entries = await read(`# Who reads what
channels:
  - slack: C0123456789
    topic: quantization -survey
    at: 9:30
    in: Berlin
    on: weekdays
    top: 3
  - discord: "112233445566778899"
    min: 5
    on: [mon, wed]
    thread: yes
    empty: say-why
    from: 2026-12-01
  - {discord: 112233445566778899, weekly: true, on: tue}
`);
    expect(entries.map(({ platform, channel, wish }) => [platform, channel, describeWish(wish)])).toEqual([
      ['slack', 'C0123456789', 'quantization -survey at 09:30 in Europe/Berlin on weekdays top 3'],
      ['discord', '112233445566778899', 'min:5 at 09:00 in Asia/Tokyo on mon,wed thread say-why from 2026-12-01'],
      ['discord', '112233445566778899', 'at 09:00 in Asia/Tokyo on tue'],
    ]);
  });

  it.each([
    [
      'an unknown word',
      'channels:\n  - slack: C1\n    hour: 9\n',
      /^FILE:3:11: Channel 1 of the list: “hour:” is not/u,
    ],
    [
      'a wrong time',
      'channels:\n  - slack: C1\n  - slack: C2\n    at: 25:00\n',
      /^FILE:4:9: Channel 2 of .*“at:”: “25:00”/u,
    ],
    ['no list', 'channels: C1\n', /^FILE:1:11: Expected a list under “channels:”\.$/u],
    ['another word', 'chanels:\n  - slack: C1\n', /^FILE:2:3: “chanels:” is not known\. There is channels\.$/u],
    ['no YAML', 'channels:\n  - slack: C1\n   topic: x\n', /^FILE:3:1: Sequence item without - indicator$/u],
    ['a word twice', 'channels:\n  - slack: C1\n    slack: C2\n', /^FILE:3:5: Map keys must be unique$/u],
    ['a tag', 'channels:\n  - slack: !thing C1\n', /^FILE:2:12: Unresolved tag: !thing$/u],
    ['two documents', 'channels: []\n---\nchannels: []\n', /^FILE:2:1: /u],
    ['a name of nothing', 'channels:\n  - slack: *nobody\n', /^FILE:2:12: nothing is called “nobody”$/u],
  ])('says in one line where it is wrong: %s', async (_, text, line) => {
    expect(await said(text)).toMatch(line);
  });

  it('says all that is wrong at once', async () => {
    const line = await said('channels:\n  - slack: C1\n    at: 25:00\n  - topic: x\n');
    expect(line).toMatch(/^FILE:3:9: Channel 1 of .*; FILE:4:5: Channel 2 of /u);
  });

  it('does not unfold names of names without end', async () => {
    const levels = Array.from({ length: 12 }, (_, at) =>
      at === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x, x]'
        : `l${at}: &l${at} [${Array.from({ length: 10 }, () => `*l${at - 1}`).join(', ')}]`,
    );
    expect(await said(`${levels.join('\n')}\nchannels: *l11\n`)).toMatch(/^FILE: .*alias/u);
  });

  it('need not be there, unless it was named', async () => {
    expect(await readChannelsFile({ path, isNamed: false }, given)).toEqual([]);
    await expect(readChannelsFile({ path, isNamed: true }, given)).rejects.toThrow(`${path}: there is no such file`);
    await expect(readChannelsFile({ path: join(path, '..'), isNamed: false }, given)).rejects.toThrow('it is a folder');
    expect(await read('')).toEqual([]);
    expect(await read('channels:\n')).toEqual([]);
  });
});
