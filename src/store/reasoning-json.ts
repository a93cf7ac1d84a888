import type { Ranked, Reasoning, ScorePart } from './reasoning.ts';

const PARTS: readonly string[] = [
  'topic',
  'relevance',
  'freshness',
  'votes',
  'taste',
  'variety',
  'tie-break',
] satisfies ScorePart['name'][];

/** What `JSON.stringify` wrote of a reasoning. A part that only a later release knows is left out. */
export function reasoningFrom(json: string | null): Reasoning | null {
  const read = json === null ? null : fields(JSON.parse(json));
  if (read === null) return null;
  const counts = fields(read['counts']) ?? {};
  return {
    chosen: list(read['chosen']).flatMap(ranked),
    runnersUp: list(read['runnersUp']).flatMap(ranked),
    counts: {
      matching: number(counts['matching']),
      unseen: number(counts['unseen']),
      fresh: typeof counts['fresh'] === 'number' ? counts['fresh'] : null,
      compared: number(counts['compared']),
      ...(typeof counts['waiting'] === 'number' ? { waiting: counts['waiting'] } : {}),
    },
  };
}

function ranked(value: unknown): readonly Ranked[] {
  const { id, score, parts } = fields(value) ?? {};
  return typeof id === 'string' ? [{ id, score: number(score), parts: list(parts).flatMap(part) }] : [];
}

function part(value: unknown): readonly ScorePart[] {
  const { name, value: points } = fields(value) ?? {};
  return isName(name) ? [{ name, value: number(points) }] : [];
}

function isName(name: unknown): name is ScorePart['name'] {
  return typeof name === 'string' && PARTS.includes(name);
}

function fields(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
