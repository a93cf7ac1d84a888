import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Answer, Card } from '../../../src/cards/card.ts';
import type { Form } from '../../../src/cards/form.ts';
import type { Request } from '../../../src/chat/request.ts';
import { createTerminal, terminalPlace, type TerminalOptions } from '../../../src/platforms/terminal/index.ts';
import { platformContract } from '../../contracts/platform.ts';

/** Keeps everything that was written, and can be waited on. */
function collector(): {
  readonly stream: PassThrough;
  readonly text: () => string;
  holds(text: string): Promise<void>;
} {
  const stream = new PassThrough();
  let all = '';
  const waiting = new Set<() => void>();
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    all += chunk;
    for (const check of waiting) check();
  });
  return {
    stream,
    text: () => all,
    holds(text) {
      return new Promise((resolve) => {
        const check = () => {
          if (!all.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
  };
}

function world(options: Partial<TerminalOptions> = {}) {
  const input = new PassThrough();
  const output = collector();
  const errors = collector();
  let requests = 0;
  const terminal = createTerminal({
    input,
    output: output.stream,
    errors: errors.stream,
    interactive: false,
    passing: { show: () => undefined, clear: () => undefined },
    colour: false,
    columns: () => null,
    person: 'local',
    zone: 'Europe/Paris',
    historyFile: null,
    welcome: () => Promise.resolve(['Line one.', 'Line two.']),
    opening: () => Promise.resolve(['today']),
    reference: () => `request-${(requests += 1)}`,
    ...options,
  });
  return { input, output, errors, terminal };
}

const card = (text: string): Card => ({ title: { text }, blocks: [] });
const echo = ({ text }: Request): Promise<Answer> =>
  Promise.resolve({ card: card(`<${text}>`), audience: 'person', outcome: 'ok', share: null, form: null });
const commands = [
  { name: 'search', aliases: ['find'], usage: '', summary: '' },
  { name: 'saved', aliases: [], usage: '', summary: '' },
  { name: 'help', aliases: [], usage: '', summary: '' },
];

for (const interactive of [false, true]) {
  platformContract(interactive ? 'a terminal with a prompt' : 'a terminal with piped lines', async () => {
    const { input, output, terminal } = world({ interactive, opening: () => Promise.resolve([]) });
    return {
      platform: terminal,
      place: terminalPlace(),
      gone: { ...terminalPlace(), channel: 'elsewhere' },
      say: async (text) => {
        if (!input.writableEnded && !input.destroyed) input.write(`${text}\n`);
      },
      sees: (text) => output.holds(text),
      occurrences: async (text) => output.text().split(text).length - 1,
      end: async () => {
        input.destroy();
      },
    };
  });
}

describe('piped lines', () => {
  it('leave how to go on to the errors, so that a script reads answers alone', async () => {
    const { input, output, errors, terminal } = world();
    const answered: Card = {
      title: { text: 'Found' },
      blocks: [
        { kind: 'list', items: [{ number: 1, title: { text: 'A paper' }, facts: [], text: [], actions: [] }] },
        { kind: 'hint', text: 'Numbers work as names' },
        {
          kind: 'actions',
          actions: [
            { label: 'Next', says: 'page 2 search x' },
            { label: 'Look on arXiv', url: 'https://arxiv.org/' },
          ],
        },
      ],
    };
    await terminal.start({ commands, answer: async (request) => ({ ...(await echo(request)), card: answered }) });
    input.end('x\n');
    await terminal.ended;
    expect(output.text()).toBe('Found\n\n1. A paper\n\nLook on arXiv: https://arxiv.org/\n');
    expect(errors.text()).toBe('Numbers work as names\nType: page 2 search x\n');
  });

  it('are answered one after the other, with nothing but the answers on the output', async () => {
    const { input, output, errors, terminal } = world();
    const waits = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const began: string[] = [];
    await terminal.start({
      commands,
      answer: async (request) => {
        began.push(request.text);
        await waits[began.length - 1]?.promise;
        return echo(request);
      },
    });
    input.end('one\n\n  two \nthree');
    waits[2]?.resolve();
    waits[1]?.resolve();
    waits[0]?.resolve();
    await terminal.ended;
    expect(output.text()).toBe('<one>\n\n<two>\n\n<three>\n');
    expect(errors.text()).toBe('');
  });

  it('wait for their answer as long as it takes, for a script must get it', async () => {
    const { input, terminal } = world();
    const patience: unknown[] = [];
    await terminal.start({
      commands,
      answer: (request) => {
        patience.push(request.patienceMs);
        return echo(request);
      },
    });
    input.end('one\n');
    await terminal.ended;
    expect(patience).toEqual([null]);
  });

  it('take a passing line away before they say anything', async () => {
    const drawn: string[] = [];
    const passing = { show: (text: string) => drawn.push(text), clear: () => drawn.push('') };
    const { input, output, terminal } = world({ passing });
    const wait = Promise.withResolvers<void>();
    await terminal.start({
      commands,
      answer: async (request) => {
        await wait.promise;
        expect(drawn).toEqual(['half']);
        return echo(request);
      },
    });
    input.end('one\n');
    terminal.pass('half');
    wait.resolve();
    await output.holds('<one>');
    expect(drawn).toEqual(['half', '']);
    await terminal.ended;
  });

  it('do not begin a second answer before the first is said', async () => {
    const { input, output, terminal } = world();
    const asked = Promise.withResolvers<void>();
    const wait = Promise.withResolvers<void>();
    const began: string[] = [];
    await terminal.start({
      commands,
      answer: async (request) => {
        began.push(request.text);
        asked.resolve();
        await wait.promise;
        return echo(request);
      },
    });
    input.end('one\ntwo\n');
    await asked.promise;
    expect(began).toEqual(['one']);
    wait.resolve();
    await terminal.ended;
    expect(output.text()).toBe('<one>\n\n<two>\n');
  });

  it.each(['exit', 'QUIT'])('end at %s', async (goodbye) => {
    const { input, output, terminal } = world();
    await terminal.start({ commands, answer: echo });
    input.write(`one\n${goodbye}\ntwo\n`);
    await terminal.ended;
    expect(output.text()).toBe('<one>\n');
  });

  it('may be huge: the beginning is answered, and the rest is told on the error output', async () => {
    const { input, output, errors, terminal } = world();
    await terminal.start({ commands, answer: async (request) => echo({ ...request, text: `${request.text.length}` }) });
    input.end(`${'x'.repeat(1_000_000)}\nab`);
    await terminal.ended;
    expect(output.text()).toBe('<16384>\n\n<2>\n');
    expect(errors.text()).toContain('Line 1 is longer than 16384 characters');
  });

  it('may be missing altogether, which is said', async () => {
    const { input, output, errors, terminal } = world();
    await terminal.start({ commands, answer: echo });
    input.end();
    await terminal.ended;
    expect(output.text()).toBe('');
    expect(errors.text()).toContain('nothing to answer');
  });

  it('fail when the output is gone', async () => {
    const { input, output, terminal } = world();
    output.stream.on('error', () => undefined);
    output.stream.destroy();
    await terminal.start({ commands, answer: echo });
    input.end('one\n');
    await expect(terminal.ended).rejects.toThrow(/destroyed/);
  });
});

describe('a prompt', () => {
  it('comes after the welcome and the opening', async () => {
    const { input, output, terminal } = world({ interactive: true });
    await terminal.start({ commands, answer: echo });
    await output.holds('paperboy> ');
    expect(output.text()).toMatch(/^Line one\.\nLine two\.\n\n<today>\n/);
    input.write('exit\n');
    await terminal.ended;
  });

  it('is not kept waiting by the opening, and has no passing line below it', async () => {
    const patience: unknown[] = [];
    const drawn: string[] = [];
    const passing = { show: (text: string) => drawn.push(text), clear: () => drawn.push('') };
    const { input, output, terminal } = world({ interactive: true, passing });
    const answer = (request: Request): Promise<Answer> => {
      patience.push(request.patienceMs);
      return echo(request);
    };
    await terminal.start({ commands, answer });
    await output.holds('paperboy> ');
    terminal.pass('half');
    expect(drawn).not.toContain('half');
    input.write('one\nexit\n');
    await terminal.ended;
    expect(patience).toEqual([2_000, null]);
  });

  it('stays below a post, with what was typed so far', async () => {
    const { input, output, terminal } = world({ interactive: true });
    await terminal.start({ commands, answer: echo });
    input.write('half a sen');
    await output.holds('half a sen');
    await terminal.post(terminalPlace(), card('The paper of the day'), 'key');
    await output.holds('The paper of the day\n\n');
    expect(output.text().split('The paper of the day').at(-1)).toContain('paperboy> half a sen');
    input.write('tence\n');
    await output.holds('<half a sentence>');
    input.write('\u0003');
    await terminal.ended;
  });

  it('completes the names of commands', async () => {
    const { input, output, terminal } = world({ interactive: true });
    await terminal.start({ commands, answer: echo });
    input.write('sea\t');
    await output.holds('search ');
    input.write('graphs\n');
    await output.holds('<search graphs>');
    input.write('help sav\t');
    await output.holds('help saved ');
    input.write('\n');
    await output.holds('<help saved>');
    input.write('exit\n');
    await terminal.ended;
    expect(output.text()).not.toContain('\t');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('ends at %s', async (_, key) => {
    const { input, output, terminal } = world({ interactive: true });
    await terminal.start({ commands, answer: echo });
    input.write(key);
    await terminal.ended;
    expect(output.text().endsWith('\n')).toBe(true);
    await expect(terminal.post(terminalPlace(), card('late'), 'key')).rejects.toMatchObject({
      failure: { kind: 'busy' },
    });
  });

  it('still answers what was typed before Ctrl-D', async () => {
    const { input, output, terminal } = world({ interactive: true });
    await terminal.start({ commands, answer: echo });
    input.write('one\ntwo\n\u0004');
    await terminal.ended;
    expect(output.text()).toContain('<one>');
    expect(output.text()).toContain('<two>');
  });
});

it('shows what could be filled in as the line to type, and says who asks', async () => {
  const { input, output, terminal } = world();
  const form: Form = {
    title: 'Form',
    submit: 'Save',
    says: 'subscribe {topic} [at {at}]',
    preview: null,
    elsewhere: true,
    fields: [
      { name: 'topic', label: 'Topic', kind: 'text', value: '' },
      { name: 'at', label: 'Time', kind: 'time', value: '09:00' },
    ],
  };
  const heard: Request[] = [];
  await terminal.start({
    commands,
    answer: async (request) => {
      heard.push(request);
      return { ...(await echo(request)), form };
    },
  });
  input.end('subscribe\n');
  await terminal.ended;
  expect(output.text()).toMatch(/^<subscribe>\n\n.*to type.*\n\nsubscribe at 09:00\n$/);
  expect(heard).toMatchObject([{ mayConfigure: true, direct: true }]);
});

it('cannot be started twice', async () => {
  const { terminal } = world();
  await terminal.start({ commands, answer: echo });
  await expect(terminal.start({ commands, answer: echo })).rejects.toThrow(/not started/);
  await terminal.stop();
});
