import type { Answer, Card } from '../../cards/card.ts';
import { answerCard } from './answer-card.ts';
import type { Speaker } from './ask.ts';
import type { Draw } from './draw.ts';
import { endsWithin } from '../shared/ends-within.ts';
import type { Exchange, Way } from './exchange.ts';
import type { Forms } from './forms.ts';
import { renderText } from './render.ts';

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
  const show = async (asked: Asked, card: Card, way: Way): Promise<void> => {
    const { exchange } = asked;
    const message = await draw(card);
    const send = (body: typeof message) => {
      const begun = exchange.begun();
      if (begun === null) return exchange.say(body, way);
      return begun === way || way === 'update' ? exchange.fill(body) : exchange.add(body, way);
    };
    // A card that Discord refuses is our mistake: the reader still gets its text, without buttons.
    if ((await send(message)) === 'refused') await send(renderText(card));
  };

  const settle = async (asked: Asked, card: Card, way: Way): Promise<void> => {
    const { exchange } = asked;
    const begun = exchange.begun();
    // What was begun for one person alone cannot be shown to all: that is a message of its own.
    if (begun !== null && begun !== way && begun !== 'update' && way !== 'update') await exchange.clear();
    await show(asked, card, way);
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
      await settle(asked, answerCard(given, said, { isPrivate: way !== 'public' && !asked.direct }), way);
    },
    async tell(asked, card) {
      const begun = asked.exchange.begun() ?? (asked.direct ? 'public' : 'private');
      await settle(asked, card, begun === 'update' ? 'private' : begun);
    },
  };
}

function usualWay({ replaces, direct, wantsPublic }: Asked): Way {
  if (replaces) return 'update';
  return direct || wantsPublic ? 'public' : 'private';
}

/** What changes the place is told there; a mistake is nobody else's business. */
function wayOf({ direct }: Asked, { audience, outcome }: Answer, usual: Way): Way {
  if (direct) return usual;
  if (audience === 'place') return 'public';
  return outcome === 'problem' && usual === 'public' ? 'private' : usual;
}
