import { describe, expect, it } from 'vitest';
import { abstractCard, abstractText } from '../../src/cards/abstract-card.ts';
import type { Card } from '../../src/cards/card.ts';
import { paperCard } from '../../src/cards/paper-card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { readOn } from '../../src/cards/read-on.ts';
import { renderMessage as renderDiscord } from '../../src/platforms/discord/render.ts';
import { renderMessage as renderSlack } from '../../src/platforms/slack/render.ts';
import { aPaper } from './papers.ts';

const abstract = Array.from({ length: 365 }, (_, at) => `Sentence ${at} of <x_${at}> & so on, as it is.`).join(' ');
const paper = aPaper({ abstract });
const numbers = (text: string) => [...text.matchAll(/Sentence (\d+)/gu)].map(([, number]) => Number(number));

/** Reads one card after the other by the button to the rest, as a platform draws them. */
function readThrough(draw: (card: Card) => { readonly text: string; readonly next: string | null }): string[] {
  const read: string[] = [];
  let card: Card = paperCard(paper);
  for (let most = 0; most < 20; most += 1) {
    const { text, next } = draw(card);
    read.push(text);
    const from = / from (\d+)$/u.exec(next ?? '')?.[1];
    if (from === undefined) return read;
    card = abstractCard(paper, Number(from));
  }
  throw new Error('Expected an end');
}

const everySentence = Array.from({ length: 365 }, (_, at) => at);

describe('an abstract that is too long for one message', () => {
  it('has parts that are together the whole', () => {
    expect(
      abstractText(paper)
        .spans.map(({ text }) => text)
        .join(''),
    ).toBe(abstract);
    const odd = aPaper({ abstract: `${'x'.repeat(5000)} ${'y '.repeat(3000)}`.trim() });
    expect(
      abstractText(odd)
        .spans.map(({ text }) => text)
        .join(''),
    ).toBe(odd.abstract);
  });

  it('is shown whole where there is room', () => {
    expect(plainText(paperCard(paper))).toContain(abstract);
    expect(plainText(paperCard(paper))).not.toContain('abstract 2310.04415');
  });

  it('can be read to its end in Slack', () => {
    const read = readThrough((card) => {
      const drawn = JSON.stringify(renderSlack(card).blocks);
      return { text: drawn, next: /"value":"(abstract [^"]*)"/u.exec(drawn)?.[1] ?? null };
    });
    expect(read.length).toBeGreaterThan(1);
    expect(read.join('')).not.toContain('did not fit');
    expect([...new Set(read.flatMap(numbers))]).toEqual(everySentence);
  });

  it('can be read to its end in Discord', () => {
    const read = readThrough((card) => {
      const { embeds, components } = renderDiscord(card);
      const next = /(abstract [\w.:]+ from \d+)/u.exec(JSON.stringify(components))?.[1] ?? null;
      return { text: embeds[0]?.description ?? '', next };
    });
    expect(read.length).toBeGreaterThan(1);
    expect(read.join('')).not.toContain('did not fit');
    expect([...new Set(read.flatMap(numbers))]).toEqual(everySentence);
  });

  it('has a button in a list as well', () => {
    const { spans, rest } = abstractText(paper);
    const item = { number: 1, title: { text: 'T' }, facts: [], text: spans, rest, actions: [] };
    const card = readOn(
      { title: { text: 'Papers' }, blocks: [{ kind: 'list', items: [item] }] },
      { text: 5000, item: 5000 },
    );
    expect(plainText(card)).toMatch(/as it is\. …\n\s+Type: abstract \S+ from 6$/u);
    const short = readOn(
      { title: { text: 'Papers' }, blocks: [{ kind: 'list', items: [item] }] },
      { text: 100, item: 100 },
    );
    expect(plainText(short)).toMatch(/Type: abstract \S+$/u);
    expect(plainText(short)).not.toContain(' from ');
  });
});

describe('a hundred authors', () => {
  it('end after a whole name, and say how many more there are', () => {
    const authors = Array.from({ length: 100 }, (_, at) => `Ann${at} Longname${at}`);
    const text = JSON.stringify(renderSlack(paperCard(aPaper({ authors }))).blocks);
    const [, last, more] = /Longname(\d+) and (\d+) more/u.exec(text) ?? [];
    expect(Number(last) + 1 + Number(more)).toBe(100);
    expect(Number(last)).toBeGreaterThan(15);
  });
});
