import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../../src/platforms/terminal/history.ts';

describe('the history of typed lines', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-history-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is there again, newest first, in the next session', async () => {
    const file = join(folder, 'history');
    const history = await openHistory(file);
    expect(history.lines).toEqual([]);
    for (const line of ['one', 'two', 'two', '  ', 'three']) await history.add(line);
    expect((await openHistory(file)).lines).toEqual(['three', 'two', 'one']);
  });

  it('is for its owner only, also when the file was open to others', async () => {
    const file = join(folder, 'history');
    await (await openHistory(file)).add('secret plans');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const other = join(folder, 'open');
    await writeFile(other, 'one\n', { mode: 0o644 });
    await openHistory(other);
    expect((await stat(other)).mode & 0o777).toBe(0o600);
  });

  it('does not grow for ever', async () => {
    const file = join(folder, 'history');
    await writeFile(file, Array.from({ length: 5000 }, (_, at) => `line ${at}\n`).join(''));
    const { lines } = await openHistory(file);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, 'line 4999', 'line 4000']);
    expect((await readFile(file, 'utf8')).split('\n').length).toBe(1001);
  });

  it('stops nobody when it cannot be written', async () => {
    const history = await openHistory(join(folder, 'no', 'such', 'folder'));
    await expect(history.add('one')).resolves.toBeUndefined();
  });
});
