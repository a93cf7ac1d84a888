import type { Answer, Block, Card } from '../../cards/card.ts';
import { fillForm, filledInWords } from '../../cards/form.ts';
import type { FormValues } from '../../cards/form.ts';
import type { Place } from '../../chat/place.ts';
import { beforeThere } from '../../chat/place.ts';
import type { Ask, Speaker } from './ask.ts';
import { formId, keepLong } from './custom-id.ts';
import type { FilledIn } from './form-modal.ts';
import { formModal, layoutFor } from './form-modal.ts';
import type { Exchange } from './exchange.ts';
import type { Sentences } from '../platform.ts';
import type { Rights } from './rights.ts';
import type { Where } from './where.ts';

export type Forms = {
  /** Shows the form of an answer to `said` as a window; false where Discord did not. */
  readonly open: (exchange: Exchange, said: string, answer: Answer, speaker: Speaker) => Promise<boolean>;
  /** The answer to a window that was sent, with the form that `said` is answered with. */
  readonly sent: (said: string, filled: FilledIn, speaker: Speaker) => Promise<Sent>;
};

export type Sent = {
  /** For whoever sent it. */
  readonly answer: Answer;
  /** What changed in a channel that is not the one in which the window was opened: its people did not see the window. */
  readonly told: { readonly channel: string; readonly card: Card } | null;
};

/**
 * A window remembers the sentence that it is the form for, and nothing else: its form is asked for again when it is sent,
 * so that windows outlive a restart.
 */
export function createForms(parts: {
  readonly ask: Ask;
  readonly where: Where;
  readonly rights: Rights;
  readonly sentences: Sentences;
}): Forms {
  const { ask, where, rights, sentences } = parts;

  /** A channel that was only named: what the person may do there has to be asked. */
  const speakerAt = async (channel: string, { user, place }: Speaker): Promise<Speaker> => {
    const there = await where({ guildId: place.workspace, channelId: channel, channel: null });
    return { user, ...there, direct: false, mayConfigure: await rights.mayConfigure(user, there.place) };
  };

  return {
    async open(exchange, said, { form }, { place }) {
      if (form === null) return false;
      const remembered = form.again ?? said;
      const id = formId(remembered, await keepLong([remembered], sentences));
      return id !== null && (await exchange.open(formModal(form, place, id))) === 'taken';
    },
    async sent(said, { values, where: chosen }, speaker) {
      const again = await ask(said, speaker);
      if (again.form === null) return { answer: { ...again, card: typedCard(again.card, values) }, told: null };
      const text = fillForm(layoutFor(again.form, speaker.place).says, values);
      const { place, post = null } = speaker;
      const isHere = chosen === null || chosen === (place.thread ?? place.channel) || chosen === post;
      const there = isHere ? speaker : await speakerAt(chosen, speaker);
      const answer = await ask(text, { ...there, dialogs: false });
      // Of a form that is about nothing any more the answer itself gives back what was written.
      if (answer.outcome === 'problem' && again.outcome === 'ok')
        return { answer: { ...answer, card: againCard(answer.card, text, said) }, told: null };
      if (isHere) return { answer, told: null };
      const told = answer.audience === 'place' ? { channel: chosen, card: answer.card } : null;
      return {
        answer: { ...answer, card: elsewhereCard(answer.card, there.place), audience: 'person', share: null },
        told,
      };
    },
  };
}

/** Where it was; its buttons speak of that place. */
function elsewhereCard({ blocks, ...card }: Card, { channel, thread, ...more }: Place): Card {
  const before = beforeThere({ channel, thread, ...more });
  const pinned = blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'hint') return [];
    if (block.kind !== 'actions') return [block];
    return [
      { ...block, actions: block.actions.map((one) => ('says' in one ? { ...one, says: before + one.says } : one)) },
    ];
  });
  const id = thread ?? channel;
  return { ...card, blocks: [{ kind: 'text', spans: [{ text: 'In ' }, { text: id, channel: id }] }, ...pinned] };
}

/** A window cannot be kept open: what was filled in is told, so that it need not be thought of again. */
function againCard(card: Card, text: string, said: string): Card {
  return {
    ...card,
    blocks: [
      ...card.blocks,
      { kind: 'note', spans: [{ text: 'What you filled in, in one line:' }] },
      { kind: 'code', text: filledInWords(text) },
      { kind: 'actions', actions: [{ label: 'Fill in the form again', says: filledInWords(said) }] },
    ],
  };
}

/** There is no form any more that it was typed for, so nobody knows how it would be said: each part as it is. */
function typedCard(card: Card, values: FormValues): Card {
  const typed = Object.values(values).filter((value) => value !== '');
  if (typed.length === 0) return card;
  return {
    ...card,
    blocks: [
      ...card.blocks,
      { kind: 'note', spans: [{ text: 'What you filled in:' }] },
      { kind: 'code', text: typed.map(filledInWords).join('\n') },
    ],
  };
}
