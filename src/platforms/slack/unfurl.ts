import type { WebClient } from '@slack/web-api';
import type { ChatUnfurlArguments, LinkUnfurls } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { Ask } from './ask.ts';
import type { Direct } from './direct.ts';
import { slackCode } from './errors.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { createMemory } from '../shared/memory.ts';
import { onceMore } from './once-more.ts';
import { unfurlBlocks } from './unfurl-blocks.ts';

/** A paper is previewed once in this time in a channel, by whatever link. */
const quietMs = 30 * 60_000;
/** Whoever posts this many links posts a list: previews would bury it. */
const tooManyLinks = 3;
/** The channel of a link that was not sent yet. */
const composer = 'COMPOSER';

/**
 * Previews of links to papers that are known; what was posted is overheard, also where nothing is previewed. Takes the event of https://docs.slack.dev/reference/events/link_shared;
 * never rejects.
 */
export function createUnfurl(parts: {
  readonly client: WebClient;
  readonly ask: Ask;
  readonly direct: Direct;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
}): (event: Fields) => Promise<void> {
  const { client, ask, direct, wait, log } = parts;
  const shown = createMemory<true>({ most: 20_000, lifeMs: quietMs, now: parts.now });

  const previewOf = async (url: string, user: string, channel: string): Promise<Preview | null> => {
    const { card, outcome } = await ask(`glance ${url}`, {
      user,
      channel,
      direct: await direct.isOwn(user, channel),
      member: 'yes',
    });
    return outcome === 'ok' ? { url, paper: card.title.url ?? url, blocks: unfurlBlocks(card) } : null;
  };

  /** Whoever reads along has seen what is linked: it is no news there. What is still being typed nobody has seen. */
  const overhear = async (urls: readonly string[], user: string, channel: string): Promise<void> => {
    const isOwn = await direct.isOwn(user, channel);
    await ask(`overhear ${urls.join(' ')}`, { user, channel, direct: isOwn, member: 'yes' });
  };

  return async (event) => {
    const user = textOf(event['user']);
    const channel = textOf(event['channel']);
    const urls = new Set(listOf(event['links']).flatMap((link) => textOf(fieldsOf(link)['url']) ?? []));
    const target = targetOf(event);
    if (user === null || channel === null || target === null || urls.size === 0) return;
    const place = channel === composer ? `${composer}:${user}` : channel;
    const taken: string[] = [];
    /** Without a pause: the same event may be here twice, or links to one paper in two messages at once. */
    const isFirst = (paper: string): boolean => {
      const key = `${place} ${paper}`;
      if (shown.get(key) !== undefined) return false;
      shown.set(key, true);
      taken.push(key);
      return true;
    };
    try {
      if (channel !== composer) await overhear([...urls], user, channel);
      if (urls.size >= tooManyLinks) return;
      const where = channel === composer ? await direct.of(user) : channel;
      const previews = await Promise.all([...urls].map((url) => previewOf(url, user, where)));
      const fresh = previews.filter((preview) => preview !== null).filter(({ paper }) => isFirst(paper));
      const unfurls: LinkUnfurls = Object.fromEntries(fresh.map(({ url, blocks }) => [url, { blocks }]));
      if (fresh.length > 0) await onceMore(() => client.chat.unfurl({ ...target, unfurls }), { wait });
    } catch (error) {
      for (const key of taken) shown.delete(key);
      log.info('slack.unfurl-failed', { channel, code: slackCode(error), error });
    }
  };
}

type Preview = {
  readonly url: string;
  /** The address of the paper itself: the same for every link to it. */
  readonly paper: string;
  readonly blocks: ReturnType<typeof unfurlBlocks>;
};

type Target =
  | Pick<Extract<ChatUnfurlArguments, { unfurl_id: string }>, 'source' | 'unfurl_id'>
  | { readonly channel: string; readonly ts: string };

/** How the event names the links: where they were typed, or the message that they stand in. */
function targetOf(event: Fields): Target | null {
  const { source } = event;
  const id = textOf(event['unfurl_id']);
  if (id !== null && (source === 'composer' || source === 'conversations_history')) return { source, unfurl_id: id };
  const channel = textOf(event['channel']);
  const ts = textOf(event['message_ts']);
  return channel === null || ts === null ? null : { channel, ts };
}
