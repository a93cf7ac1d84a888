import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms, violations } from './support/architecture.ts';

const root = join(import.meta.dirname, '..');

function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.[cm]?[jt]sx?$/.test(entry)) continue;
    sources.set(entry.replaceAll('\\', '/'), readFileSync(join(root, 'src', entry), 'utf8'));
  }
  return sources;
}

describe('the house', () => {
  it('keeps its rooms apart', () => {
    const sources = readSources();
    expect(sources.size).toBeGreaterThan(10);
    expect(violations(sources)).toEqual([]);
  });

  it('is described as it is', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const described = new Set([...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, room]) => room));
    for (const room of Object.keys(rooms)) expect(described).toContain(room);
  });
});

describe('a planted violation is seen', () => {
  const planted: readonly (readonly [what: string, files: Record<string, string>, expected: RegExp])[] = [
    [
      'a forbidden room',
      { 'paper/a.ts': `import { x } from '../chat/place.ts';`, 'chat/place.ts': '' },
      /paper\/a\.ts: may not import chat/,
    ],
    [
      'a forbidden type',
      { 'cards/a.ts': `import type { Store } from '../store/store.ts';`, 'store/store.ts': '' },
      /may not import store/,
    ],
    [
      'a value where only a type may pass',
      { 'commands/a.ts': `import { open } from '../store/open-store.ts';`, 'store/open-store.ts': '' },
      /may not import store\/open-store/,
    ],
    [
      'a re-export',
      { 'paper/a.ts': `export * from '../search/query.ts';`, 'search/query.ts': '' },
      /may not import search/,
    ],
    [
      'a dynamic import',
      { 'paper/a.ts': `const x = await import('../search/query.ts');`, 'search/query.ts': '' },
      /may not import search/,
    ],
    [
      'another adapter',
      { 'platforms/slack/a.ts': `import { r } from '../terminal/render.ts';`, 'platforms/terminal/render.ts': '' },
      /may not import platforms\/terminal/,
    ],
    [
      'a platform in a flow',
      { 'flows/a.ts': `import { t } from '../platforms/terminal/index.ts';`, 'platforms/terminal/index.ts': '' },
      /may not import platforms\/terminal/,
    ],
    [
      'a file under src/ in a room',
      { 'flows/a.ts': `import { c } from '../config.ts';`, 'config.ts': '' },
      /may not import config/,
    ],
    ['a value of the log', { 'flows/a.ts': `import { l } from '../log.ts';`, 'log.ts': '' }, /may not import log/],
    ['a package', { 'chat/a.ts': `import { z } from 'zod';` }, /may not import the package zod/],
    ['a scoped package', { 'flows/a.ts': `import { App } from '@slack/bolt/dist/App';` }, /package @slack\/bolt/],
    [
      'a second importer of the index',
      { 'search/a.ts': `import MiniSearch from 'minisearch';` },
      /only search\/dictionary\.ts/,
    ],
    ['an unknown room', { 'utils/a.ts': '' }, /the room "utils" is not in the table/],
    ['an unknown platform', { 'platforms/irc/index.ts': '' }, /the room "platforms\/irc" is not in the table/],
    ['the environment', { 'app.ts': 'const x = process.env.HOME;' }, /only main\.ts reads/],
    ['the environment, by import', { 'app.ts': `import { env } from 'node:process';` }, /only main\.ts reads/],
    [
      'a cycle',
      { 'paper/a.ts': `import { b } from './b.ts';`, 'paper/b.ts': `import { a } from './a.ts';` },
      /cycle: paper\/a\.ts -> paper\/b\.ts -> paper\/a\.ts/,
    ],
    ['a missing file', { 'paper/a.ts': `import { b } from './gone.ts';` }, /does not exist/],
  ];

  it.each(planted)('%s', (_what, files, expected) => {
    expect(violations(new Map(Object.entries(files))).join('\n')).toMatch(expected);
  });

  it('and what is allowed is not', () => {
    const files = {
      'paper/paper.ts': '',
      'log.ts': '',
      'search/dictionary.ts': `import MiniSearch from 'minisearch';\nimport type { Paper } from '../paper/paper.ts';`,
      'flows/a.ts': `import type { Log } from '../log.ts';`,
      'main.ts': 'const x = process.env.HOME;',
    };
    expect(violations(new Map(Object.entries(files)))).toEqual([]);
  });
});
