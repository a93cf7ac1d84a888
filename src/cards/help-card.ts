import type { Block, Card, Fact, Span } from './card.ts';

/** What help says of one command. */
export type HelpEntry = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
  readonly examples: readonly string[];
};

/** Every command in a line each, after the one thing to know: just type what you look for. */
export function helpCard(entries: readonly HelpEntry[]): Card {
  return {
    title: { text: 'What you can say to Paperboy' },
    blocks: [
      {
        kind: 'text',
        spans: [
          { text: 'Type what you are looking for, for example ' },
          { text: 'weight decay after:2023', style: 'code' },
          { text: '. Or begin with one of these words:' },
        ],
      },
      { kind: 'facts', facts: entries.map(summaryFact) },
      {
        kind: 'note',
        spans: [
          { text: 'More about one of them: ' },
          { text: 'help search', style: 'code' },
          { text: '. A word that is a command can still be searched for: ' },
          { text: 'search list decoding', style: 'code' },
          { text: '.' },
        ],
      },
      {
        kind: 'actions',
        actions: [
          { label: 'Paper of today', says: 'today' },
          { label: 'How to search', says: 'help search' },
          { label: 'How to subscribe', says: 'help subscribe' },
        ],
      },
    ],
  };
}

/** One command: how it is said, what it does, and sentences that work. */
export function commandHelpCard(entry: HelpEntry): Card {
  const blocks: Block[] = [
    { kind: 'text', spans: [{ text: entry.summary }] },
    ...entry.details.map((text): Block => ({ kind: 'text', spans: [{ text }] })),
  ];
  if (entry.examples.length > 0) blocks.push({ kind: 'code', text: entry.examples.join('\n') });
  if (entry.aliases.length > 0) {
    blocks.push({ kind: 'note', spans: [{ text: `Also: ${entry.aliases.join(', ')}` }] });
  }
  return { title: { text: sentence(entry) }, blocks };
}

function summaryFact(entry: HelpEntry): Fact {
  const value: Span[] = [{ text: entry.summary }];
  return { label: sentence(entry), value };
}

function sentence({ name, usage }: HelpEntry): string {
  return usage === '' ? name : `${name} ${usage}`;
}
