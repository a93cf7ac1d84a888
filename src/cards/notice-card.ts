import type { Action, Block, Card, Span } from './card.ts';

export type Notice = {
  /** What happened, in a few words. */
  readonly title: string;
  /** What to do next: one paragraph each. */
  readonly text: readonly (string | readonly Span[])[];
  /** Ways out as buttons. */
  readonly actions?: readonly Action[];
  /** Names the request, here and in the log. */
  readonly reference?: string;
};

/** Something to know instead of something to read: what happened and what to do. */
export function noticeCard(notice: Notice): Card {
  const blocks: Block[] = notice.text.map((paragraph) => ({
    kind: 'text',
    spans: typeof paragraph === 'string' ? [{ text: paragraph }] : paragraph,
  }));
  if (notice.reference !== undefined) {
    blocks.push({
      kind: 'note',
      spans: [{ text: 'If you report this, say: ' }, { text: notice.reference, style: 'code' }],
    });
  }
  if (notice.actions !== undefined && notice.actions.length > 0) {
    blocks.push({ kind: 'actions', actions: notice.actions });
  }
  return { title: { text: notice.title }, blocks };
}
