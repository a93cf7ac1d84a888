import { posix } from 'node:path';

/**
 * What each room may import: other rooms, single files, and packages. Built-in modules (`node:`) are free for all, and so is
 * `log.ts`, which holds a type and knows nothing. docs/architecture.md tells the same in words: change both together.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  paper: ['npm:entities'],
  waiting: [],
  chat: [],
  subscription: ['paper', 'chat', 'npm:temporal-polyfill'],
  sources: ['paper', 'waiting', 'npm:zod', 'npm:saxes', 'npm:temporal-polyfill'],
  store: ['paper', 'chat', 'subscription', 'npm:kysely', 'npm:better-sqlite3', 'npm:pg'],
  search: ['paper', 'waiting', 'npm:minisearch', 'npm:porter2'],
  selection: ['paper', 'chat', 'subscription', 'search', 'type:store'],
  cards: ['paper', 'subscription'],
  commands: ['paper', 'chat', 'subscription', 'type:store', 'search', 'selection', 'cards'],
  'platforms/platform.ts': ['chat', 'cards'],
  'platforms/shared': [],
  'platforms/index.ts': ['platforms/platform.ts', 'platforms/*'],
  'platforms/terminal': ['chat', 'cards', 'platforms/platform.ts', 'npm:string-width', 'npm:wrap-ansi'],
  'platforms/slack': [
    'chat',
    'waiting',
    'cards',
    'platforms/platform.ts',
    'platforms/shared',
    'npm:@slack/bolt',
    'npm:@slack/web-api',
    'npm:@slack/types',
  ],
  'platforms/discord': [
    'chat',
    'waiting',
    'cards',
    'platforms/platform.ts',
    'platforms/shared',
    'npm:discord.js',
    'npm:@discordjs/ws',
    'npm:discord-api-types',
  ],
  flows: [
    'paper',
    'waiting',
    'chat',
    'subscription',
    'sources',
    'store',
    'search',
    'selection',
    'cards',
    'commands',
    'platforms/platform.ts',
  ],
};

/** Only these may know a package that others must reach through them. */
const soleImporters: Readonly<Record<string, string>> = {
  minisearch: 'search/dictionary.ts',
  'node-cron': 'schedule.ts',
};

type Import = { readonly specifier: string; readonly typeOnly: boolean };

/** Every import of a source text: static, type-only, re-exported and dynamic. Text in comments counts too: better strict than blind. */
export function importsOf(source: string): readonly Import[] {
  const found: Import[] = [];
  const statement = /^\s*(import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;
  for (const [, , type, specifier] of source.matchAll(statement)) {
    if (specifier) found.push({ specifier, typeOnly: type !== undefined });
  }
  for (const [, specifier] of source.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g)) {
    if (specifier) found.push({ specifier, typeOnly: false });
  }
  for (const [, specifier] of source.matchAll(/new URL\(\s*['"]([^'"]+\.ts)['"]/g)) {
    if (specifier) found.push({ specifier, typeOnly: false });
  }
  return found;
}

/** The room of a file below src/: `paper`, `platforms/slack`, a file of its own in the table, or '' directly under src/. */
function roomOf(file: string): string {
  if (file in rooms) return file;
  const [first = '', second] = file.split('/');
  if (second === undefined) return '';
  return first === 'platforms' && file.split('/').length > 2 ? `${first}/${second}` : first;
}

/**
 * What is wrong with a tree of sources, in words; empty when nothing is. Keys are paths below src/, with `/`.
 */
export function violations(sources: ReadonlyMap<string, string>): readonly string[] {
  const wrong: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const [file, source] of sources) {
    const room = roomOf(file);
    if (room !== '' && !(room in rooms)) wrong.push(`${file}: the room "${room}" is not in the table`);
    if (
      file !== 'main.ts' &&
      /\bprocess\s*(\.|\?\.)\s*env\b|\benv\b[^;\n]*\bfrom\s+['"]node:process['"]|process\[['"]env/.test(source)
    ) {
      wrong.push(`${file}: only main.ts reads process.env`);
    }
    const targets: string[] = [];
    for (const { specifier, typeOnly } of importsOf(source)) {
      if (specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) {
        const target = posix.normalize(posix.join(posix.dirname(file), specifier));
        targets.push(target);
        if (!sources.has(target) && target.endsWith('.ts'))
          wrong.push(`${file}: imports ${target}, which does not exist`);
        if (!mayImport(room, roomOf(target), target, typeOnly)) wrong.push(`${file}: may not import ${target}`);
      } else {
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        const sole = soleImporters[name];
        if (sole !== undefined && sole !== file) wrong.push(`${file}: only ${sole} imports ${name}`);
        if (room !== '' && !rooms[room]?.includes(`npm:${name}`))
          wrong.push(`${file}: may not import the package ${name}`);
      }
    }
    graph.set(file, targets);
  }
  for (const cycle of cyclesOf(graph)) wrong.push(`import cycle: ${cycle.join(' -> ')}`);
  return wrong;
}

function mayImport(from: string, to: string, target: string, typeOnly: boolean): boolean {
  if (from === '' || from === to) return true;
  if (target === 'log.ts') return typeOnly;
  const allowed = rooms[from] ?? [];
  if (allowed.includes(to) || (typeOnly && allowed.includes(`type:${to}`))) return true;
  // The registry of platforms names every platform's index and nothing else of it.
  return allowed.includes('platforms/*') && to.startsWith('platforms/') && target.endsWith('/index.ts');
}

/** One cycle for each strongly connected knot, found by depth-first search. */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    path.push(file);
    for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next);
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
