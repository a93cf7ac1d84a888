import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPinoLog, type LogLevel } from '../src/pino-log.ts';
import { redactText } from '../src/redact.ts';

function opened(level: LogLevel = 'debug', stacks = true) {
  const lines: string[] = [];
  const log = createPinoLog({ level, stacks, write: (line) => lines.push(line) });
  const first = (): Record<string, unknown> => JSON.parse(lines[0] ?? 'null');
  return { log, lines, first };
}

// Made up, in the shapes that the platforms give out; put together here so that no scanner takes them for real ones.
const slackBot = ['xoxb', '123456789012', '1234567890123', 'abcDEFghiJKLmnoPQRstuVWX'].join('-');
const slackApp = ['xapp', '1', 'A0123456789', '1234567890123', 'a1b2c3d4e5f6'].join('-');
const discordBot = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GaBcDe', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9'].join('.');
const secrets = [slackBot, slackApp, discordBot, ['xoxe', 'xoxp', '1-Mi0yLTk4'].join('.').replace('.1', '-1')];

describe('createPinoLog', () => {
  it('writes one JSON object a line, with level, time and event', () => {
    const { log, lines, first } = opened();
    log.info('answered', { command: 'search', ms: 12 });
    expect(lines).toHaveLength(1);
    expect(first()).toMatchObject({ level: 'info', event: 'answered', command: 'search', ms: 12 });
    expect(Number.isNaN(Date.parse(String(first()['time'])))).toBe(false);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = opened('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines.map((line) => /"event":"(\w+)"/.exec(line)?.[1])).toEqual(['c', 'd']);
  });

  it('lets no text begin another line, or take the place of its own names', () => {
    const { log, lines, first } = opened();
    log.warn('asked', { text: 'x"}\n{"level":"error","event":"forged"}', level: 'fake', event: 'fake', time: 'fake' });
    expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
    expect(first()).toMatchObject({ level: 'warn', event: 'asked', 'field.level': 'fake', 'field.event': 'fake' });
  });

  it('keeps the stack and the causes of an error where it is told to', () => {
    const error = new Error('outer', { cause: new TypeError('inner') });
    const { log, first } = opened();
    log.error('failed', { error });
    expect(first()['error']).toMatchObject({
      type: 'Error',
      message: 'outer',
      cause: { type: 'TypeError', message: 'inner' },
    });
    expect(JSON.stringify(first())).toContain('pino-log.test.ts');
    const short = opened('debug', false);
    short.log.error('failed', { error });
    expect(short.lines[0]).not.toContain('pino-log.test.ts');
    expect(short.lines[0]).toContain('inner');
  });

  it('survives values that no JSON can hold', () => {
    const loop: Record<string, unknown> = {
      big: 10n,
      call: () => 1,
      when: new Date(Number.NaN),
      map: new Map([['k', 1]]),
    };
    loop['self'] = loop;
    const { log, first } = opened();
    log.info('odd', { loop, bytes: new Uint8Array(3), half: '\ud83d' });
    expect(first()).toMatchObject({ loop: { big: '10', self: '[circular]', map: { k: 1 } }, bytes: '[3 bytes]' });
  });

  it.each(secrets)('writes no secret, wherever it is: %#', (secret) => {
    const { log, lines } = opened();
    const error = Object.assign(new Error(`bad token ${secret}`, { cause: { body: `token=${secret}` } }), {
      code: secret,
    });
    log.error('failed', {
      error,
      text: `Bearer ${secret}`,
      [secret]: 1,
      deep: { list: [{ url: `https://example.org/?t=${secret}` }] },
      headers: { Authorization: 'short' },
      botToken: 'short',
    });
    expect(lines.join('')).not.toContain(secret);
    expect(lines.join('')).not.toContain('short');
  });

  it('writes one whole line for any fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
        const { log, lines } = opened();
        log.info('any', fields);
        expect(lines).toHaveLength(1);
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'any' });
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('redactText', () => {
  it.each([
    [`token hf_${'aB3'.repeat(8)}`, 'token [redacted]'],
    ['https://hooks.slack.com/services/T0/B0/abcdef', 'https://hooks.slack.com/[redacted]'],
    ['https://discord.com/api/webhooks/123/abc-DEF', 'https://discord.com/api/webhooks/123/[redacted]'],
    ['postgres://paperboy:hunter2@db/papers', 'postgres://paperboy:[redacted]@db/papers'],
  ])('takes the secret out of %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('leaves ordinary sentences alone', () => {
    const text =
      'A bot searches arxiv:2401.01234 for W4A4KV4, token-level attention and https://arxiv.org/abs/2310.04415v2.';
    expect(redactText(text)).toBe(text);
  });
});
