import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { FileProblem, fileProblem } from './file-problem.ts';
import { readChannels } from './subscription/channels-file.ts';
import type { ChannelsProblem, FileEntry } from './subscription/channels-file.ts';

export type ChannelsFile = {
  /** Absolute. */
  readonly path: string;
  /** Somebody asked for this very file, so it must be there. */
  readonly isNamed: boolean;
};

/**
 * Reads the file in which whoever runs the service asks for subscriptions (YAML 1.2; see {@link readChannels}). One that is
 * not there asks for none. Throws one {@link FileProblem} that names everything wrong, each with its line and column.
 */
export async function readChannelsFile(
  file: ChannelsFile,
  given: Parameters<typeof readChannels>[1],
): Promise<readonly FileEntry[]> {
  const { path } = file;
  const text = await readText(file);
  if (text === null) return [];
  const lines = new LineCounter();
  // Ids of Discord are larger than the whole numbers that other numbers hold.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, intAsBigInt: true });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const said = [...document.errors, ...document.warnings].map(({ pos, message }) => `${place(pos[0])}: ${message}`);
  for (const { name, offset } of namesOfNothing(document)) said.push(`${place(offset)}: nothing is called “${name}”`);
  if (said.length > 0) throw new FileProblem(said.join('; '));
  const { entries, problems } = readChannels(dataOf(document, path), given);
  if (problems.length > 0) {
    throw new FileProblem(problems.map((one) => `${place(offsetOf(document, one.path))}: ${one.text}`).join('; '));
  }
  return entries;
}

async function readText({ path, isNamed }: ChannelsFile): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isNamed && error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fileProblem(path, error);
  }
}

/** Names (`*name`) that were given to nothing before (`&name`). */
function namesOfNothing(document: Document): readonly { readonly name: string; readonly offset: number }[] {
  const found: { readonly name: string; readonly offset: number }[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) found.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

function dataOf(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // Names of names that stand for too much.
    throw new FileProblem(`${path}: ${cause instanceof Error ? cause.message : 'it cannot be read'}`, { cause });
  }
}

/** Where a problem is in the text: at its value, or at the nearest thing around it that stands somewhere. */
function offsetOf(document: Document, path: ChannelsProblem['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
