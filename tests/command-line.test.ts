import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandLine, UsageError } from '../src/command-line.ts';

const search = { kind: 'search', query: 'weight decay', limit: 10, json: false };

/** What is wrong with the arguments, or nothing; anything but a UsageError is thrown on. */
function outcome(args: readonly string[]): string {
  try {
    readCommandLine(args);
    return '';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe('readCommandLine', () => {
  it.each([
    [[], { kind: 'serve', terminal: false }],
    [['--terminal'], { kind: 'serve', terminal: true }],
    [['--help'], { kind: 'help' }],
    [['-h'], { kind: 'help' }],
    [['search', '--help'], { kind: 'help' }],
    [['--version'], { kind: 'version' }],
    [['-v'], { kind: 'version' }],
    [['search', 'weight', 'decay'], search],
    [['search', 'weight decay'], search],
    [['search', '--limit', '3', 'weight', 'decay', '--json'], { ...search, limit: 3, json: true }],
    [['search', '--limit=1000', 'weight decay'], { ...search, limit: 1000 }],
    [['search', 'graphs', '-neural'], { ...search, query: 'graphs -neural' }],
    [['search', '-neural', 'graphs'], { ...search, query: '-neural graphs' }],
    [['search', '--', '--json', '--help'], { ...search, query: '--json --help' }],
    [['search', '-'], { ...search, query: '-' }],
    [['search', 'ti:"weight decay"', 'after:2024'], { ...search, query: 'ti:"weight decay" after:2024' }],
    [['search', '--queries', 'q.jsonl', '--format', 'trec'], { kind: 'run', queriesFile: 'q.jsonl', top: 100 }],
    [
      ['search', '--queries', 'q.jsonl', '--top', '5', '--format', 'trec'],
      { kind: 'run', queriesFile: 'q.jsonl', top: 5 },
    ],
    [['import', 'a.jsonl', 'b.gz'], { kind: 'import', files: ['a.jsonl', 'b.gz'], source: null }],
    [['import', '--source', 'acl', 'a.jsonl'], { kind: 'import', files: ['a.jsonl'], source: 'acl' }],
    [['discord', 'invite'], { kind: 'discord-invite' }],
    [['import', 'a.jsonl', '-'], { kind: 'import', files: ['a.jsonl', '-'], source: null }],
    [['import', '/dev/stdin'], { kind: 'import', files: ['-'], source: null }],
    [['ingest'], { kind: 'ingest', sources: null, since: null }],
    [['ingest', 'arxiv', '--since', '2026-11-01'], { kind: 'ingest', sources: ['arxiv'], since: '2026-11-01' }],
    [['ingest', 'arxiv', 'hf-daily', 'arxiv'], { kind: 'ingest', sources: ['hf-daily', 'arxiv'], since: null }],
    [['slack', 'manifest'], { kind: 'slack-manifest', http: null }],
    [
      ['slack', 'manifest', '--http', 'https://example.org'],
      { kind: 'slack-manifest', http: new URL('https://example.org') },
    ],
  ])('reads %j', (args, expected) => {
    expect(readCommandLine(args)).toEqual(expected);
  });

  it.each([
    [['--foo'], /no option "--foo"/],
    [['--constructor'], /no option "--constructor"/],
    [['-x'], /"-x" is one word too many/],
    [['serach', 'x'], /no command "serach"/],
    [['--terminal', 'x'], /"x" is one word too many/],
    [['--terminal=yes'], /--terminal takes no value/],
    [['discord'], /discord invite/],
    [['discord', 'invite', 'x'], /discord invite/],
    [['discord', 'invite', '--http', 'x'], /There is no option "--http" here/],
    [['slack'], /slack manifest/],
    [['slack', 'manifest', 'x'], /slack manifest/],
    [['slack', 'manifest', '--http', 'http://example.org'], /--http takes the public address/],
    [['slack', 'manifest', '--http', 'example'], /--http takes the public address/],
    [['search'], /needs words/],
    [['search', '   '], /needs words/],
    [['search', '--lmit', '3', 'x'], /no option "--lmit"/],
    [['search', '--limit', 'x', 'y'], /--limit takes a whole number from 1 to 1000, not "x"/],
    [['search', '--limit', '0', 'x'], /not "0"/],
    [['search', '--limit', '-3', 'x'], /not "-3"/],
    [['search', '--limit', '1e2', 'x'], /not "1e2"/],
    [['search', 'x', '--limit'], /--limit needs a value/],
    [['search', 'x', '--limit='], /--limit needs a value/],
    [['search', 'x', '--top', '3'], /--top goes with --queries/],
    [['search', '--queries', 'q.jsonl'], /needs --format trec/],
    [['search', '--queries', 'q.jsonl', '--format', 'csv'], /needs --format trec; there is no format csv/],
    [['search', '--queries', 'q.jsonl', '--format', 'trec', 'x'], /not both/],
    [['search', '--queries', 'q.jsonl', '--format', 'trec', '--json'], /--json and --limit go with words/],
    [['import'], /at least one file/],
    [['ingest', 'acl'], /no source "acl"; there are hf-daily and arxiv/],
    [['ingest', '--since', '2026-02-30'], /--since takes a day/],
    [['ingest', '--since', '2026'], /--since takes a day/],
    [['import', '-', '/dev/stdin'], /only once/],
    [['import', '--source', 'A B', 'f'], /--source takes a short name/],
    [['import', '--terminal', 'f'], /no option "--terminal"/],
  ])('refuses %j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(message);
  });

  it('either understands or says what is wrong, whatever the arguments, and never with a control character', () => {
    const arg = fc.oneof(
      fc.constantFrom(
        'search',
        'import',
        '--',
        '--json',
        '--limit',
        '--limit=',
        '-h',
        '--source',
        '-',
        '=',
        '--=',
        '--no-json',
      ),
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
    );
    fc.assert(
      fc.property(fc.array(arg, { maxLength: 6 }), (args) => {
        expect(outcome(args)).not.toMatch(/\p{Cc}/u);
      }),
      { seed: 20261124, numRuns: 2000 },
    );
  });
});
