import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import type { Completion } from '../../chat/completion.ts';
import { limits } from './limits.ts';

/** What Discord takes of ways to go on: the first of them, each once, and none that would be cut into another one. */
export function proposals(completions: readonly Completion[]): readonly Completion[] {
  const kept = new Map<string, Completion>();
  const labels = new Set<string>();
  for (const completion of completions) {
    const value = completion.value.toWellFormed().trim();
    const label = clampText(cleanLine(completion.label) || cleanLine(value), limits.choiceText);
    if (value === '' || value.length > limits.choiceText || label === '') continue;
    if (kept.has(value) || labels.has(label)) continue;
    labels.add(label);
    kept.set(value, { label, value });
    if (kept.size === limits.commandChoices) break;
  }
  return [...kept.values()];
}
