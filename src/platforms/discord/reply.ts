import type { Answer, Card } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import { answerCard } from './answer-card.ts';
import type { Speaker } from './ask.ts';
import type { Draw } from './draw.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import type { Exchange, Outcome, Way } from './exchange.ts';
import type { Forms } from './forms.ts';
import { renderText } from './render.ts';
import type { DiscordMessage } from './render.ts';

/** Something that waits for its answer. */
export type Asked = {
  readonly exchange: Exchange;
  /** The sentence. */
  readonly said: string;
  /** Nobody but the person reads along. */
  readonly direct: boolean;
  /** The person wants everybody in the place to see the answer. */
  readonly wantsPublic: boolean;
  /** The answer takes the place of the message in which something was pressed, which only the person sees. */
  readonly replaces: boolean;
};

export type Reply = {
  /** Shows the answer, or its form: where it is ready soon as the first response. Rejects only as its promises do. */
  readonly answer: (asked: Asked, answer: Promise<Answer>, speaker: Promise<Speaker>) => Promise<void>;
  /** Shows a card, whatever was said before. Never rejects. */
  readonly tell: (asked: Asked, card: Card) => Promise<void>;
};

export type ReplyParts = {
  readonly draw: Draw;
  readonly forms: Pick<Forms, 'open'>;
  /** An answer that takes longer is announced first. Discord waits three seconds in all. */
  readonly patienceMs: number;
};

export function createReply({ draw, forms, patienceMs }: ReplyParts): Reply {
  /** A card that Discord refuses is our mistake: the reader still gets its text, without buttons. */
  const asTaken = async (card: Card, send: (body: DiscordMessage) => Promise<Outcome>): Promise<Outcome> => {
    const outcome = await send(await draw(card));
    return outcome === 'refused' ? send(renderText(card)) : outcome;
  };

  const show = async ({ exchange }: Asked, card: Card, way: Way): Promise<void> => {
    const begun = exchange.begun();
    if (begun === null) await asTaken(card, (body) => exchange.say(body, way));
    else if (begun === way || way === 'update') await asTaken(card, exchange.fill);
    else if (begun === 'update') await asTaken(card, (body) => exchange.add(body, way));
    else await showApart(exchange, card, way);
  };

  /**
   * What was begun for one person alone cannot be shown to all: that is a message of its own. As long as there are no words
   * in the first one, Discord would put the next one in its place.
   */
  const showApart = async (exchange: Exchange, card: Card, way: 'private' | 'public'): Promise<void> => {
    await asTaken(comingCard, exchange.fill);
    const outcome = await asTaken(card, (body) => exchange.add(body, way));
    await (outcome === 'taken' ? exchange.clear() : asTaken(unsureCard, exchange.fill));
  };

  return {
    async answer(asked, answer, speaker) {
      const { exchange, said } = asked;
      const usual = usualWay(asked);
      const inTime = await endsWithin(patienceMs, answer);
      if (!inTime && (await exchange.wait(usual)) !== 'taken') return;
      const given = await answer;
      if (inTime && given.form !== null && (await forms.open(exchange, said, given, await speaker))) return;
      const way = wayOf(asked, given, usual);
      await show(asked, answerCard(given, said, { isPrivate: way !== 'public' && !asked.direct }), way);
    },
    async tell(asked, card) {
      const begun = asked.exchange.begun() ?? (asked.direct ? 'public' : 'private');
      await show(asked, card, begun === 'update' ? 'private' : begun);
    },
  };
}

function usualWay({ replaces, direct, wantsPublic }: Asked): Way {
  if (replaces) return 'update';
  return direct || wantsPublic ? 'public' : 'private';
}

/** What changes the place is told there; a mistake is nobody else's business, and takes no list away that can still be used. */
function wayOf({ direct }: Asked, { audience, outcome }: Answer, usual: Way): Way {
  if (direct) return usual;
  if (audience === 'place') return 'public';
  return outcome === 'problem' ? 'private' : usual;
}

const comingCard: Card = noticeCard({ title: 'One moment', text: ['The answer comes as a message of its own.'] });

/** It may be there, and must not be there twice. */
const unsureCard: Card = noticeCard({
  title: 'Discord did not say whether the answer arrived',
  text: ['If you do not see it here, please ask again.'],
});
