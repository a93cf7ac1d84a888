import { MessageFlags } from 'discord-api-types/v10';
import type { APIEmbed } from 'discord-api-types/v10';
import type { Block, Card, Span } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { textOf } from '../../cards/clean-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { readOn } from '../../cards/read-on.ts';
import { sentences as sentencesIn } from '../../cards/sentences.ts';
import type { Sentences } from '../platform.ts';
import { cleanSpans } from './clean-spans.ts';
import { componentRows, sentencesOf } from './components.ts';
import type { ComponentParts, Row } from './components.ts';
import { keepLong } from './custom-id.ts';
import { draftBody, notice, smallPrint } from './draft.ts';
import { limits } from './limits.ts';
import { takeOpening } from './opening.ts';
import { safeUrl } from './safe-url.ts';
import { escapedWithin, markdown } from './spans.ts';
import { escape } from './text.ts';

/**
 * A message as Discord's REST takes it, for channels, threads, forums and interactions alike. No text in it can call
 * anybody, and no link in it is shown as a preview.
 */
export type DiscordMessage = {
  /** What notifications and screen readers say: what it is, why it came, and which papers are in it. */
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: Row[];
  /** Nobody; or the one role that a post calls: see ping.ts. */
  readonly allowed_mentions: { readonly parse: []; readonly roles?: readonly [string] };
  /** Set where links stand in `content`, of which Discord would show previews. */
  readonly flags?: MessageFlags.SuppressEmbeds;
};

/** The longest title that is shown. Escaped it is at most twice as long, and the line below it still has room. */
const longestTitle = 700;
/** The quiet line under the title. */
const longestLead = 300;

/** Titles of the papers of a list, and all of them together, so that they are heard in a few seconds. */
const longestItem = 60;
const longestTitles = 330;
/** The role that a post calls stands before it all, and the sign of small print before the titles. */
const longestCall = 30;

/** No sentence is kept, and no mark is put on it. */
const plain: ComponentParts = { kept: new Map(), mark: null };

/**
 * A card as one message. Never throws, whatever the card holds, and never passes a limit of Discord. Buttons whose
 * sentence is too long for them and not among `kept` are left out: see {@link renderKept}.
 */
export function renderMessage(card: Card, parts: ComponentParts = plain): DiscordMessage {
  return messageOf(readingOf(card), parts);
}

/** {@link renderMessage} with those sentences kept that are too long for a button. Rejects when they cannot be kept. */
export async function renderKept(
  card: Card,
  sentences: Pick<Sentences, 'keep'>,
  mark: string | null = null,
): Promise<DiscordMessage> {
  const reading = readingOf(card);
  return messageOf(reading, { kept: await keepLong(sentencesOf(reading.card), sentences), mark });
}

function messageOf({ card, content, body }: Reading, parts: ComponentParts): DiscordMessage {
  return {
    content,
    embeds: embedsOf(card, body),
    components: componentRows(card, parts),
    allowed_mentions: { parse: [] },
  };
}

/** A card as text alone, for a place that refuses embeds and buttons. */
export function renderText(card: Card): DiscordMessage {
  const { lead, blocks } = withoutLead(card.blocks);
  const url = card.title.url === undefined ? null : safeUrl(card.title.url, limits.textUrl);
  const head = [contentOf(card, lead), ...(url === null ? [] : [`<${url}>`])];
  if (head.join('\n').length > limits.content) head.pop();
  const room = limits.content - head.join('\n').length - '\n\n'.length;
  // Where the head has filled the message there is no room to say anything of the rest.
  const body = room < notice.length ? '' : draftBody(blocks, room);
  const content = body === '' ? head.join('\n') : `${head.join('\n')}\n\n${body}`;
  const flags = MessageFlags.SuppressEmbeds;
  return { content, embeds: [], components: [], allowed_mentions: { parse: [] }, flags };
}

/** A card as far as it is read at once, and how. */
type Reading = { readonly card: Card; readonly content: string; readonly body: string };

/** As much of a long paragraph as the message has room for; how much escapes add to it depends on what it is. */
function readingOf(whole: Card): Reading {
  let card = whole;
  for (const text of [3_600, 2_700, 1_800, 900]) {
    card = readOn(whole, { text, item: text });
    const { content, blocks } = headed(card);
    const body = draftBody(blocks, Infinity);
    if (body.length <= limits.embedDescription) return { card, content, body };
  }
  const { content, blocks } = headed(card);
  return { card, content, body: draftBody(blocks, limits.embedDescription) };
}

/** What the message itself says, and the blocks that are left for the body. */
function headed(card: Card): { readonly content: string; readonly blocks: readonly Block[] } {
  const { lead, blocks } = withoutLead(card.blocks);
  const isList = card.blocks.some(({ kind }) => kind === 'list');
  const opening = lead === '' && !isList ? takeOpening(blocks) : null;
  if (opening === null) return { content: announced(card, lead), blocks };
  const content = `${contentOf(card, '')}\n${markdown(opening.said)}`;
  const isTooLong = content.length > limits.content - longestCall;
  return isTooLong ? { content: announced(card, lead), blocks } : { content, blocks: opening.blocks };
}

function titleOf(card: Card): string {
  return clampText(cleanLine(card.title.text), longestTitle) || 'Untitled';
}

function contentOf(card: Card, lead: string): string {
  const title = `**${escape(titleOf(card))}**`;
  return lead === '' ? title : `${title}\n${escapedWithin(lead, longestLead)}`;
}

/**
 * A notification shows nothing of the body, so it is told here too, in small print: a list by the titles of its papers, and
 * anything else that has no line under its title, nor a sentence that can stand here alone, by what it begins with.
 */
function announced(card: Card, lead: string): string {
  const head = contentOf(card, lead);
  const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  const titles = items
    .map(({ title }) => clampText(cleanLine(title.text), longestItem))
    .filter((title) => title !== '');
  const said = titles.length > 0 ? titles.join(' · ') : lead === '' ? firstSentence(card.blocks) : '';
  const text = escapedWithin(said, Math.min(longestTitles, limits.content - longestCall - head.length));
  return text === '' ? head : `${head}\n${smallPrint(text)}`;
}

/** Code is to be copied, not to be read. */
function firstSentence(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'text' || block.kind === 'note') return [spoken(block.spans)];
    if (block.kind !== 'facts') return [];
    return block.facts.flatMap(({ label, value }) =>
      spoken(value) === '' ? [] : [`${cleanLine(label)}: ${spoken(value)}`],
    );
  });
  const first = texts.find((text) => text !== '') ?? '';
  return sentencesIn(first)[0] ?? '';
}

function spoken(spans: readonly Span[]): string {
  return cleanLine(textOf(cleanSpans(spans, limits.textUrl)));
}

/** Where a title leads is shown above the body, by its address: the title itself is said already. */
function embedsOf(card: Card, body: string): APIEmbed[] {
  const url = card.title.url === undefined ? null : safeUrl(card.title.url, limits.embedUrl);
  if (url === null) return body === '' ? [] : [{ color, description: body }];
  const title = escapedWithin(addressOf(url), limits.embedTitle);
  return [{ color, title, url, ...(body === '' ? {} : { description: body }) }];
}

/** `arxiv.org/abs/2401.01234` */
function addressOf(url: string): string {
  return url.replace(/^https?:\/\//u, '').replace(/\/$/u, '');
}

/** The line at the left of every card: a blue that is seen on dark and on light. */
const color = 0x4a7fd4;

/**
 * The quiet line that says what a card is stands right under its title, in the message itself: it is not said again in
 * the body. One with links or styles stays in the body.
 */
function withoutLead(blocks: readonly Block[]): { readonly lead: string; readonly blocks: readonly Block[] } {
  const [first, ...others] = blocks;
  if (first?.kind !== 'note') return { lead: '', blocks };
  const lead = cleanLine(textOf(cleanSpans(first.spans, limits.textUrl)));
  const bare = first.spans.every(({ url, style }) => url === undefined && style === undefined);
  return { lead, blocks: bare && lead.length <= longestLead / 2 ? others : blocks };
}
