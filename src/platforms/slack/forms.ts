import type { ModalView } from '@slack/types';
import type { Answer } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanText } from '../../cards/clean-text.ts';
import { fillForm } from '../../cards/form.ts';
import { plainText } from '../../cards/plain-text.ts';
import type { Address, Speaker } from './address.ts';
import { answerCard, isForAll } from './answer-card.ts';
import type { Ask } from './ask.ts';
import type { Direct } from './direct.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { chosenPlace, formValues, withPreview } from './form-view.ts';
import type { Home } from './home.ts';
import { ids } from './ids.ts';
import { limits } from './limits.ts';
import type { Reply } from './reply.ts';
import type { Rights } from './rights.ts';
import { plain } from './search-view.ts';
import { writeState } from './view-state.ts';
import type { Views } from './views.ts';
import type { Seen, ViewResponse } from './windows.ts';

export type Settle = (response: ViewResponse | null) => Promise<void>;

export type Forms = {
  /** Somebody changed a field. */
  changed(seen: Seen): Promise<void>;
  /** Somebody sent the form. `settle` is called once, in time for Slack: what is wrong with it, or null to close it. */
  sent(seen: Seen, settle: Settle): Promise<void>;
};

/** Slack waits three seconds for the word that closes a window: https://docs.slack.dev/surfaces/modals */
const patienceMs = 2_000;

export function createForms(parts: {
  readonly ask: Ask;
  readonly rights: Rights;
  readonly reply: Reply;
  readonly views: Views;
  readonly home: Home;
  readonly direct: Direct;
}): Forms {
  const { ask, rights, reply, views, home, direct } = parts;

  const tell = async (answer: Answer, text: string, address: Address): Promise<void> => {
    const card = answerCard({ ...answer, share: null }, text, address);
    await (isForAll(answer) ? reply.say(address, card) : reply.whisper(address, card));
  };

  /** Where the form is said: the conversation that was chosen in it, or the one that it was opened in. */
  const speakerIn = async (seen: Seen): Promise<Speaker> => {
    const { address, form } = seen.state;
    const chosen = form?.elsewhere === true ? chosenPlace(seen.values) : null;
    if (chosen === null || chosen === address.channel) return { ...address, member: 'ask' };
    const { user } = address;
    return { user, channel: chosen, direct: await direct.isOwn(user, chosen), member: 'prove' };
  };

  return {
    async changed(seen) {
      const { form } = seen.state;
      if (form === null || form.preview === null) return;
      const text = fillForm(form.preview, formValues(seen.values));
      await views.update(views.turn(seen), seen.hash, async () => {
        const { card } = await ask(text, await speakerIn(seen));
        return { ...windowOf(seen), blocks: withPreview(seen.blocks, card) };
      });
    },
    async sent(seen, settle) {
      const { form } = seen.state;
      if (form === null) return settle(null);
      const text = fillForm(form.says, formValues(seen.values));
      const speaker = await speakerIn(seen);
      const asked = ask(text, speaker);
      const inTime = await endsWithin(patienceMs, asked);
      if (!inTime) await settle(null);
      const answer = await asked;
      if (inTime && answer.outcome === 'problem') {
        const elsewhere = speaker.member === 'prove' && !(await rights.mayConfigure(speaker)).may;
        return settle(problemAt(seen, answer, elsewhere));
      }
      if (inTime) await settle(null);
      // The home tab shows what became of it in another place.
      if (answer.told === undefined || !seen.state.fromHome) await tell(answer, text, addressOf(seen, speaker));
      if (seen.state.fromHome) await home.draw(seen.state.address);
    },
  };
}

/** A `response_url` and a thread answer in the conversation that they are of, and in no other. */
function addressOf({ state }: Seen, { channel, direct }: Speaker): Address {
  return channel === state.address.channel
    ? state.address
    : { ...state.address, channel, direct, thread: null, responseUrl: null };
}

/**
 * What is wrong, said at the field that it is about: the place where that was chosen and is not this person's to set up,
 * the field whose value the words repeat, else the first.
 */
function problemAt(seen: Seen, { card }: Answer, isAboutPlace: boolean): ViewResponse | null {
  const text = cleanText(plainText({ ...card, blocks: card.blocks.filter(({ kind }) => kind !== 'actions') }));
  const values = Object.entries(formValues(seen.values)).filter(([name]) => hasInput(seen, name));
  const named = values.find(([name, value]) => repeats(text, name, value)) ?? values[0];
  const block = isAboutPlace ? ids.whereBlock : named && `${ids.fieldBlock}${named[0]}`;
  if (block === undefined) return null;
  return { response_action: 'errors', errors: { [block]: clampText(text, limits.inputLabel) } };
}

/** A single character is in every text; it counts as a number where the field is called by its name too. */
function repeats(text: string, name: string, value: string): boolean {
  if (value.length > 1) return text.includes(value);
  return /^\d$/u.test(value) && text.includes(name) && new RegExp(`\\b${value}\\b`, 'u').test(text);
}

function hasInput({ blocks }: Seen, name: string): boolean {
  return blocks.some((block) => block.type === 'input' && block.block_id === `${ids.fieldBlock}${name}`);
}

/** The window as it is, without its blocks. */
function windowOf(seen: Seen): Omit<ModalView, 'blocks'> {
  return {
    type: 'modal',
    callback_id: ids.formView,
    private_metadata: writeState(seen.state),
    title: plain(seen.title),
    submit: plain(seen.submit),
    close: plain('Cancel'),
  };
}
