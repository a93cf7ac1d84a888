import { clauseTest } from './clause-test.ts';
import type { Test } from './clause-test.ts';
import { firstDay } from './entry.ts';
import type { Query } from './query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Every filter of a query in one test, the cheapest first. */
export function filterTest(query: Query, vocabulary: Vocabulary): Test {
  const tests: Test[] = [];
  if (query.ids.length > 0) {
    const ids = new Set(query.ids);
    tests.push((entry) => ids.has(entry.id));
  }
  if (query.after !== null) {
    const after = firstDay(query.after);
    tests.push((entry) => entry.published >= after);
  }
  if (query.before !== null) {
    const before = firstDay(query.before);
    tests.push((entry) => entry.published !== '' && entry.published < before);
  }
  if (query.categories.length > 0) {
    const matches = query.categories.map((category) => categoryTest(category));
    tests.push((entry) => entry.categories.some((category) => matches.some((match) => match(category))));
  }
  for (const clause of [...query.required, ...query.phrases]) tests.push(clauseTest(clause, vocabulary));
  for (const clause of query.excluded) {
    const excluded = clauseTest(clause, vocabulary);
    tests.push((entry) => !excluded(entry));
  }
  return (entry) => tests.every((test) => test(entry));
}

/** `cs` and `cs.*` mean every `cs.…`; `cs.CL` means itself. Case does not matter. */
function categoryTest(category: string): (other: string) => boolean {
  const wanted = category.toLowerCase().replace(/\.\*?$/, '');
  return (other) => other === wanted || other.startsWith(`${wanted}.`);
}
