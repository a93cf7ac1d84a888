import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import {
  environment,
  launcher,
  paperboy,
  root,
  start,
  startPaperboy,
  temporaryHome,
  type Running,
} from './support/program.ts';

/** Each test starts whole processes, on machines that may have other work. */
vi.setConfig({ testTimeout: 60_000 });

let home = '';
let remove = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  ({ path: home, remove } = await temporaryHome());
});
afterEach(() => remove());

const firstTitle = 'Why Do We Need Weight Decay in Modern Deep Learning?';

describe('piped lines', () => {
  it('are answered in their order, on the output alone, and end with status 0', async () => {
    const { status, output, errors } = await paperboy(home, [], { input: 'weight decay\nsimilar 1\ncite 1' });
    expect(status).toBe(0);
    // How to go on is for whoever watches; a script reads answers alone.
    expect(errors).toContain('Numbers work as names');
    expect(output).not.toContain('Numbers work as names');
    expect(output).not.toContain('Type:');
    expect(output).toContain(`1. ${firstTitle}`);
    const places = [`1. ${firstTitle}`, `Papers like “${firstTitle}”`, '@misc{'].map((text) => output.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(output).not.toContain('paperboy>');
    expect(output).not.toContain('\u001b');
  });

  it('give citations that other programs read', async () => {
    const { output } = await paperboy(home, [], { input: 'weight decay\nsave 1 2\ncite saved ris\n' });
    const lines = output.split('\n').filter((line) => /^[A-Z][A-Z\d] {2}- /u.test(line));
    expect(lines.filter((line) => line.startsWith('TY'))).toHaveLength(2);
    expect(lines.filter((line) => line === 'ER  - ')).toHaveLength(2);
    expect(lines.at(-1)).toBe('ER  - ');
    expect(output).not.toContain('\r');
  });

  it('are coloured only where that is forced, and never under NO_COLOR', async () => {
    const forced = await paperboy(home, [], { input: 'weight decay', env: { FORCE_COLOR: '1' } });
    expect(forced.output).toContain('\u001b[1m');
    const refused = await paperboy(home, [], { input: 'weight decay', env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(refused.output).not.toContain('\u001b');
  });

  it('may be none: then it says so, with status 0', async () => {
    const { status, output, errors } = await paperboy(home);
    expect([status, output]).toEqual([0, '']);
    expect(errors).toContain('nothing to answer');
  });

  it('keep what was saved for the next run', async () => {
    await paperboy(home, [], { input: 'weight decay\nsave 1\n' });
    const { output } = await paperboy(home, [], { input: 'saved\n' });
    expect(output).toContain(firstTitle);
  });

  it('do not fail when whoever reads the answers goes away', async () => {
    const running = startPaperboy(home);
    running.child.stdin.write('weight decay\n');
    await running.says(firstTitle);
    running.child.stdout.destroy();
    running.child.stdin.end('neural networks\n'.repeat(50));
    expect(await running.ended).toEqual({ status: 0, signal: null });
    expect(running.errors()).not.toContain('paperboy:');
  });
});

describe('paperboy search', () => {
  it('prints a page', async () => {
    const { status, output, errors } = await paperboy(home, ['search', '--limit', '2', 'weight', 'decay']);
    expect([status, errors]).toEqual([0, '']);
    expect(output).toContain(`1. ${firstTitle}`);
    expect(output).not.toContain('3. ');
  });

  it('leaves its numbers, and where it stopped, for the next session', async () => {
    await paperboy(home, ['search', '--limit', '5', 'weight decay']);
    const { output } = await paperboy(home, [], { input: 'paper 1\n' });
    expect(output.startsWith(firstTitle)).toBe(true);
    await paperboy(home, ['search', '--limit', '5', 'weight decay']);
    expect((await paperboy(home, [], { input: 'more\n' })).output).toContain('6. ');
  });

  it('prints JSON', async () => {
    const { status, output } = await paperboy(home, ['search', '--json', '--limit', '3', 'weight decay']);
    const list: readonly { rank: number; score: number; title: string; id: string }[] = JSON.parse(output);
    expect(status).toBe(0);
    expect(list.map((paper) => paper.rank)).toEqual([1, 2, 3]);
    expect(list[0]).toMatchObject({ title: firstTitle, id: 'arxiv:2310.04415' });
  });

  it('finds nothing without failing', async () => {
    const none = ['zzzzqqqq', 'xyzzyx'];
    expect(await paperboy(home, ['search', '--json', ...none])).toEqual({ status: 0, output: '[]\n', errors: '' });
    const plain = await paperboy(home, ['search', ...none]);
    expect([plain.status, plain.output]).toEqual([0, '']);
    expect(plain.errors).toContain('No paper found');
  });

  it('leaves words out, as everywhere', async () => {
    const { output } = await paperboy(home, ['search', '--json', 'weight', 'decay', '-modern']);
    expect(output).not.toContain(firstTitle);
  });
});

describe('paperboy search --queries', () => {
  const papers = [
    { id: 'doc-1', title: 'Flutter of wings', abstract: 'Wings in a slipstream flutter.' },
    { id: 'doc-2', title: 'Heat of wings', abstract: 'A wing gets hot at high speed.' },
    { id: '3', title: 'Graphs', abstract: 'Nothing but graphs.' },
  ];

  it('prints run lines with the ids of the import, and of nothing else', async () => {
    const file = join(home, 'papers.jsonl');
    await writeFile(file, papers.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
    expect((await paperboy(home, ['import', file])).output).toBe('imported 3, updated 0, unchanged 0, rejected 0\n');
    const queries = join(home, 'queries.jsonl');
    await writeFile(
      queries,
      '{"id": "q1", "text": "flutter of a wing: slipstream -"}\n\n{"id": 2, "text": "graphs"}\n',
    );
    const run = await paperboy(home, ['search', '--queries', queries, '--top', '2', '--format', 'trec']);
    expect([run.status, run.errors]).toEqual([0, '']);
    const rows = run.output
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '));
    expect(rows.map(([query, q0, document, rank, , name]) => [query, q0, document, rank, name])).toEqual([
      ['q1', 'Q0', 'doc-1', '1', 'paperboy'],
      ['q1', 'Q0', 'doc-2', '2', 'paperboy'],
      ['2', 'Q0', '3', '1', 'paperboy'],
    ]);
    expect(Number(rows[0]?.[4])).toBeGreaterThan(Number(rows[1]?.[4]));
  });

  it('says once that an id has no white space in a run', async () => {
    const file = join(home, 'papers.jsonl');
    await writeFile(file, papers.map((paper) => `${JSON.stringify({ ...paper, id: `the ${paper.id}` })}\n`).join(''));
    await paperboy(home, ['import', file]);
    const queries = join(home, 'queries.jsonl');
    await writeFile(queries, '{"id": "q1", "text": "wings"}\n{"id": "q2", "text": "wings"}\n');
    const run = await paperboy(home, ['search', '--queries', queries, '--format', 'trec']);
    expect(run.output).toContain('q2 Q0 the_doc-1 ');
    expect([run.status, run.errors]).toEqual([
      0,
      'White space separates the fields of a run, so in an id it is written _ (the first: "the doc-1").\n',
    ]);
  });

  it.each([
    ['{"id": "q1"}', /queries\.jsonl line 2: needs a "text"/],
    ['{"text": "x"}', /queries\.jsonl line 2: needs an "id"/],
    ['oops', /queries\.jsonl line 2: it is not JSON/],
  ])('names a bad query (%s), answers the others, and ends with status 1', async (line, message) => {
    const queries = join(home, 'queries.jsonl');
    const [first, last] = ['{"id": "q1", "text": "weight decay"}', '{"id": "q3", "text": "weight decay"}'];
    await writeFile(queries, `${first}\n${line}\n${last}\n`);
    const run = await paperboy(home, ['search', '--queries', queries, '--top', '1', '--format', 'trec']);
    expect(run.status).toBe(1);
    expect(run.output.split('\n').map((row) => row.split(' ')[0])).toEqual(['q1', 'q3', '']);
    expect(run.errors).toMatch(message);
    expect(run.errors.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('paperboy import', () => {
  it('counts, names every rejected record, and can be run again', async () => {
    const file = join(home, 'some.jsonl');
    await writeFile(
      file,
      '{"title": "One", "abstract": "a"}\nnot json\n{"title": "", "abstract": ""}\n{"title": "Two", "abstract": ""}\n',
    );
    const first = await paperboy(home, ['import', file]);
    expect(first.status).toBe(1);
    expect(first.output).toBe('imported 2, updated 0, unchanged 0, rejected 2\n');
    const named = first.errors.trimEnd().split('\n');
    expect(named).toHaveLength(2);
    expect(named[0]).toMatch(/some\.jsonl line 2: \S/);
    expect(named[1]).toMatch(/some\.jsonl line 3: \S/);
    expect((await paperboy(home, ['import', file])).output).toBe('imported 0, updated 0, unchanged 2, rejected 2\n');
  });

  it('names the fields that it leaves out, the first twenty of them, and takes the papers', async () => {
    const file = join(home, 'some.jsonl');
    const fields = '"abstract": "a", "published": "someday", "authors": 5';
    await writeFile(file, Array.from({ length: 25 }, (_, at) => `{"title": "Paper ${at}", ${fields}}\n`).join(''));
    const { status, output, errors } = await paperboy(home, ['import', file]);
    expect([status, output]).toEqual([0, 'imported 25, updated 0, unchanged 0, rejected 0\n']);
    const named = errors.trimEnd().split('\n');
    expect(named[0]).toBe(`${file} line 1: its authors is not a list of names; the paper goes in without it`);
    expect(named[1]).toBe(`${file} line 1: its published is not a date; the paper goes in without it`);
    expect(named).toHaveLength(21);
    expect(named[20]).toBe('30 more fields were left out.');
  });

  it('takes several files, under the name that was given', async () => {
    const [a, b] = [join(home, 'a.jsonl'), join(home, 'b.jsonl')];
    await writeFile(a, '{"id": "1", "title": "Alpha particles", "abstract": "a"}\n');
    await writeFile(b, '{"id": "2", "title": "Beta decay", "abstract": "b"}\n');
    const { status, output } = await paperboy(home, ['import', '--source', 'mine', a, b]);
    expect([status, output]).toEqual([0, 'imported 2, updated 0, unchanged 0, rejected 0\n']);
    const found = await paperboy(home, ['search', '--json', 'particles']);
    expect(found.output).toContain('"source": "mine"');
  });

  it('reads a pipe: the standard input, packed or not, and a named one', async () => {
    const [first, second] = [startPaperboy(home, ['import', '-']), startPaperboy(home, ['import', '/dev/stdin'])];
    first.child.stdin.end(gzipSync(recordLine(1)));
    second.child.stdin.end(`${recordLine(2)}oops\n`);
    await Promise.all([first.ended, second.ended]);
    expect([first.output(), first.errors()]).toEqual(['imported 1, updated 0, unchanged 0, rejected 0\n', '']);
    expect(second.output()).toBe('imported 1, updated 0, unchanged 0, rejected 1\n');
    expect(second.errors()).toBe('standard input line 2: it is not valid JSON\n');

    const pipe = join(home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const third = startPaperboy(home, ['import', pipe]);
    await writeFile(pipe, gzipSync(recordLine(1) + recordLine(3)));
    await third.ended;
    expect([third.output(), third.errors()]).toEqual(['imported 1, updated 0, unchanged 1, rejected 0\n', '']);
  });

  it.each(['a pipe that nobody opens', 'a pipe that nobody ends', 'an input that nobody ends'])(
    'ends at Ctrl-C while it waits: %s',
    async (what) => {
      const pipe = join(home, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const running = startPaperboy(home, ['import', what.includes('input') ? '-' : pipe]);
      const writer = what === 'a pipe that nobody ends' ? await open(pipe, 'w') : null;
      await writer?.write(recordLine(1));
      // Made after it has taken the signals over.
      await grown(join(home, 'state', 'paperboy.sqlite-wal'), 1);
      running.child.kill('SIGINT');
      expect((await running.ended).status).toBe(130);
      await writer?.close();
    },
  );

  it('takes the other files when one cannot be read to its end, and counts what went in of it', async () => {
    const [first, cut, last] = ['first.jsonl', 'cut.jsonl.gz', 'last.jsonl'].map((name) => join(home, name));
    await writeFile(first!, recordLine(1));
    const whole = gzipSync(Array.from({ length: 4_000 }, (_, at) => recordLine(at + 10)).join(''));
    await writeFile(cut!, whole.subarray(0, whole.length / 2));
    await writeFile(last!, recordLine(2));
    const { status, output, errors } = await paperboy(home, ['import', first!, cut!, last!]);
    expect(status).toBe(1);
    expect(errors).toContain(`paperboy: ${cut}`);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    const imported = Number(/^imported (\d+), updated 0, unchanged 0, rejected 0\n$/.exec(output)?.[1]);
    expect(imported).toBeGreaterThan(2);
    expect(imported).toBeLessThan(4_002);
    const both = await paperboy(home, [], { input: 'paper jsonl:p-1\npaper jsonl:p-2\n' });
    expect(both.output).toContain('Abstract of paper 1.');
    expect(both.output).toContain('Abstract of paper 2.');
  });

  it('begins nothing when a file is missing', async () => {
    const file = join(home, 'a.jsonl');
    await writeFile(file, '{"title": "One", "abstract": "a"}\n');
    const { status, output, errors } = await paperboy(home, ['import', file, join(home, 'missing.jsonl'), home]);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toBe(`paperboy: ${join(home, 'missing.jsonl')}: there is no such file; ${home}: it is a folder\n`);
    expect((await paperboy(home, ['import', file])).output).toContain('imported 1');
  });

  it('shows nothing but the count where nobody watches', async () => {
    const file = join(root, 'data', 'papers.jsonl');
    const { output, errors } = await paperboy(home, ['import', file]);
    expect([output, errors]).toEqual(['imported 55, updated 0, unchanged 0, rejected 0\n', '']);
  });
});

describe('paperboy status', () => {
  it('tells whether a service is alive, for a health check', async () => {
    const sources = 'Hugging Face: Switched off (PAPERBOY_SOURCES).\narXiv: Switched off (PAPERBOY_SOURCES).\n';
    const before = await paperboy(home, ['status']);
    expect(before).toMatchObject({
      status: 1,
      output: `Papers: 0\nSubscriptions: 0\n${sources}Service: not running\n`,
    });
    const service = startPaperboy(home);
    service.child.stdin.write('subscribe weight decay\n');
    await service.says('Subscribed');
    const during = await paperboy(home, ['status']);
    expect(during.output).toMatch(/^Papers: 55\nSubscriptions: 1\n[^]*Service: running, last heartbeat \d+ s ago\n$/);
    expect(during.status).toBe(0);
    service.child.stdin.end();
    await service.ended;
    const after = await paperboy(home, ['status']);
    expect([after.status, after.output]).toEqual([1, `Papers: 55\nSubscriptions: 1\n${sources}Service: not running\n`]);
    await writeFile(join(home, 'state', 'heartbeat'), '2026-01-01T00:00:00.000Z\n');
    const store = await openStore({ file: join(home, 'state', 'paperboy.sqlite'), now: () => new Date() });
    const [wanted] = await store.subscriptions.all();
    await store.subscriptions.setPause(wanted?.id ?? '', { by: 'trouble', until: null, reason: 'Invite\nme.' });
    await store.close();
    const aside = await paperboy(home, ['status']);
    expect(aside.output).toContain('Subscriptions: 1\nSet aside: terminal, number 1: Invite me.\nHugging Face:');
    const killed = await paperboy(home, ['status']);
    expect(killed.status).toBe(1);
    expect(killed.output).toContain('Service: not running, last heartbeat');
  });
});

describe('what cannot work', () => {
  it.each([
    [['--foo'], 'There is no option "--foo" here. See paperboy --help.'],
    [
      ['frobnicate'],
      'There is no command "frobnicate"; there are search, import, ingest, status, slack and discord. See paperboy --help.',
    ],
    [
      ['search', '--limit', 'many', 'x'],
      '--limit takes a whole number from 1 to 1000, not "many". See paperboy --help.',
    ],
  ])('%j: one line and status 2', async (args, line) => {
    expect(await paperboy(home, args)).toEqual({ status: 2, output: '', errors: `paperboy: ${line}\n` });
  });

  it('wrong settings: all named in one line, without their values', async () => {
    const { status, output, errors } = await paperboy(home, [], {
      env: { LOG_LEVEL: 'hunter2', PAPERBOY_ZONE: 'hunter2' },
    });
    expect([status, output]).toEqual([1, '']);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    expect(errors).toMatch(/LOG_LEVEL must be .*PAPERBOY_ZONE must be/);
    expect(errors).not.toContain('hunter2');
  });

  it('a home that is a file, or a database that is none: one line', async () => {
    const file = join(home, 'file');
    await writeFile(file, 'x');
    const asHome = await paperboy(home, [], { env: { PAPERBOY_HOME: file } });
    expect([asHome.status, asHome.errors]).toEqual([
      1,
      `paperboy: ${join(file, 'paperboy.sqlite')} cannot be opened (ENOTDIR). Make sure that it is a file in a folder that can be made, or point PAPERBOY_HOME at another folder.\n`,
    ]);
    await paperboy(home, ['search', 'x']);
    await writeFile(join(home, 'state', 'paperboy.sqlite'), 'this is no database, it is a text that is long enough');
    const broken = await paperboy(home, [], { input: 'x\n' });
    expect([broken.status, broken.output]).toEqual([1, '']);
    expect(broken.errors.trimEnd().split('\n')).toHaveLength(1);
    expect(broken.errors).toContain('is not a database of Paperboy');
  });

  it.skipIf(!existsSync('/dev/full'))('an output that is full: one line', async () => {
    for (const args of [['--help'], ['search', 'weight decay'], ['status']]) {
      const command = `exec "$@" > /dev/full`;
      const shell = start('sh', ['-c', command, 'sh', process.execPath, launcher, ...args], environment(home));
      shell.child.stdin.end();
      expect([args, await shell.ended, shell.errors()]).toEqual([
        args,
        { status: 1, signal: null },
        'paperboy: the output: the disk is full\n',
      ]);
    }
  });

  it('a working folder that was deleted: one line', async () => {
    const command = `mkdir "$1" && cd "$1" && rmdir "$1" && shift && exec "$@"`;
    const folder = join(home, 'gone');
    const shell = start('sh', ['-c', command, 'sh', folder, process.execPath, launcher, 'status'], environment(home));
    shell.child.stdin.end();
    expect(await shell.ended).toEqual({ status: 1, signal: null });
    expect(shell.errors()).toBe('paperboy: the working folder was deleted: go to another folder and start again\n');
  });

  it('help and version are answers, not failures', async () => {
    const help = await paperboy(home, ['--help']);
    expect([help.status, help.errors]).toEqual([0, '']);
    expect(help.output).toContain('paperboy import');
    const manifest: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(await paperboy(home, ['--version'])).toEqual({ status: 0, output: `${manifest.version}\n`, errors: '' });
  });
});

describe('signals', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the service in order, with status 0', async (signal) => {
    const running = startPaperboy(home);
    running.child.stdin.write('weight decay\n');
    await running.says(firstTitle);
    running.child.kill(signal);
    expect(await running.ended).toEqual({ status: 0, signal: null });
    expect(running.errors()).not.toContain('paperboy:');
    // In order means: the database was closed, so its journal is folded in.
    await expect(stat(join(home, 'state', 'paperboy.sqlite-wal'))).rejects.toThrow(/ENOENT/);
  });

  it('SIGTERM to npm start leaves no process behind', async () => {
    // An input that stays open, so that nothing but the signal can end the program.
    const input = spawn('tail', ['-f', '/dev/null'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const env = environment(home, { LOG_LEVEL: 'info' });
    const npm = spawn('npm', ['start', '--silent'], { cwd: root, env, stdio: [input.stdout, 'ignore', 'pipe'] });
    const log: string[] = [];
    for await (const line of createInterface(npm.stderr)) {
      log.push(line);
      if (line.includes('"platform-started"')) npm.kill('SIGTERM');
    }
    // The end of the log: nobody holds it any more.
    input.kill();
    expect(log.at(-1)).toContain('"stopped"');
    await expect(stat(join(home, 'state', 'paperboy.sqlite-wal'))).rejects.toThrow(/ENOENT/);
  });
});

function recordLine(at: number): string {
  return `${JSON.stringify({ id: `p-${at}`, title: `Paper ${at}`, abstract: `Abstract of paper ${at}. `.repeat(20) })}\n`;
}

describe('kill -9 in the middle of an import', () => {
  it('leaves a whole store, and the import can be run again to its end', async () => {
    const file = join(home, 'many.jsonl');
    const count = 20_000;
    await writeFile(file, Array.from({ length: count }, (_, at) => recordLine(at)).join(''));
    const running = startPaperboy(home, ['import', file]);
    const database = join(home, 'state', 'paperboy.sqlite-wal');
    await grown(database, 2_000_000);
    running.child.kill('SIGKILL');
    expect((await running.ended).signal).toBe('SIGKILL');

    const between = await paperboy(home, [], { input: 'paper jsonl:p-0\n' });
    expect(between.status).toBe(0);
    expect(between.output).toContain('Abstract of paper 0. Abstract of paper 0.');

    const again = await paperboy(home, ['import', file]);
    const [, imported, unchanged] =
      /^imported (\d+), updated 0, unchanged (\d+), rejected 0\n$/.exec(again.output) ?? [];
    expect(Number(imported) + Number(unchanged)).toBe(count);
    expect(Number(imported)).toBeGreaterThan(0);
    expect(Number(unchanged)).toBeGreaterThan(0);
  });
});

it('Ctrl-C in the middle of an import keeps what went in, says so, and ends with status 130', async () => {
  const file = join(home, 'many.jsonl');
  await writeFile(file, Array.from({ length: 20_000 }, (_, at) => recordLine(at)).join(''));
  const running = startPaperboy(home, ['import', file]);
  await grown(join(home, 'state', 'paperboy.sqlite-wal'), 2_000_000);
  running.child.kill('SIGINT');
  expect((await running.ended).status).toBe(130);
  const imported = Number(/^imported (\d+), /.exec(running.output())?.[1]);
  expect(imported).toBeGreaterThan(0);
  expect(imported).toBeLessThan(20_000);
  expect(running.errors()).toContain('run the same import again to go on');
  expect((await paperboy(home, ['search', '--json', 'paper'])).output).toContain('Abstract of paper');
});

/** Resolves when a file is at least that large. */
async function grown(file: string, bytes: number): Promise<void> {
  for (;;) {
    const found = await stat(file).catch(() => null);
    if (found !== null && found.size >= bytes) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Paperboy on a terminal of 60 columns, which `script` makes. */
function startOnTerminal(env: Readonly<Record<string, string>> = {}): Running {
  const command = `stty cols 60 rows 20; exec ${process.execPath} ${launcher}`;
  return start('script', ['-qec', command, '/dev/null'], environment(home, { TERM: 'xterm', ...env }));
}

const scriptTool = hasScript();

describe.skipIf(!scriptTool)('on a terminal (skipped where `script` of util-linux is missing)', () => {
  it('greets, shows the paper of today, prompts, answers, and ends at Ctrl-C', async () => {
    const running = startOnTerminal();
    await running.says('paperboy> ');
    expect(running.output()).toContain('It knows 55 papers; no chat platform is configured');
    expect(running.output()).toContain('Paper of the day');
    expect(running.output()).toContain('\u001b[1m');
    running.child.stdin.write('weight decay\r');
    await running.says('similar 1');
    running.child.stdin.write('\u0003');
    expect((await running.ended).status).toBe(0);
    expect(await readFile(join(home, 'state', 'history'), 'utf8')).toBe('weight decay\n');
  });

  it('wraps to the width, without colours under NO_COLOR', async () => {
    const running = startOnTerminal({ NO_COLOR: '1' });
    await running.says('paperboy> ');
    running.child.stdin.write('\u0004');
    expect((await running.ended).status).toBe(0);
    const before = running.output().split('paperboy> ')[0] ?? '';
    expect(before).not.toContain('\u001b[1m');
    const lines = before.split(/\r?\n/).filter((line) => !line.includes('http'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60 + '\u001b[1G\u001b[0J'.length);
  });

  it('remembers what was typed before', async () => {
    const first = startOnTerminal();
    await first.says('paperboy> ');
    first.child.stdin.write('status\rexit\r');
    expect((await first.ended).status).toBe(0);
    const second = startOnTerminal();
    await second.says('paperboy> ');
    second.child.stdin.write('\u001b[A\u001b[A');
    await second.says('paperboy> status');
    second.child.stdin.write('\u0003');
    expect((await second.ended).status).toBe(0);
  });
});

function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}

describe.skipIf(process.getuid?.() === 0)('without rights (skipped for root, who has them all)', () => {
  it('a home that cannot be made: one line', async () => {
    await chmod(home, 0o500);
    const { status, errors } = await paperboy(home);
    await chmod(home, 0o700);
    expect(status).toBe(1);
    expect(errors).toContain('cannot be written');
  });
});
