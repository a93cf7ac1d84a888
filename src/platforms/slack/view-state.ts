import type { Address } from './address.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';

/** What a view must remember between two clicks; Slack keeps it as its `private_metadata`. */
export type ViewState = {
  readonly address: Address;
  /** Views below it in the same window; Slack takes three in all. */
  readonly depth: number;
  /** The home tab shows what is done here, and has to be drawn again afterwards. */
  readonly fromHome: boolean;
  readonly form: FormState | null;
  readonly trail: Trail;
};

/** How what a window shows came there in the place of something else. */
export type Trail = {
  /** The sentence that shows it again; null where there is none, or saying it again would do something. */
  readonly said: string | null;
  /** Those of what it showed before, the newest last: where its button leads back to. */
  readonly back: readonly string[];
};

export const noTrail: Trail = { said: null, back: [] };

/** Slack keeps 3,000 characters: https://docs.slack.dev/reference/views. A longer sentence is not gone back to. */
const longestSaid = 400;
const mostBack = 5;

/** The trail after a sentence; `further`: what was shown gave way, and can be gone back to. */
export function goOn(trail: Trail, said: string | null, further: boolean): Trail {
  const back = further && trail.said !== null ? [...trail.back, trail.said].slice(-mostBack) : trail.back;
  return { said: said !== null && JSON.stringify(said).length <= longestSaid ? said : null, back };
}

/** The sentences of a form, and whether the person may choose where it is said. */
export type FormState = { readonly says: string; readonly preview: string | null; readonly elsewhere: boolean };

export function writeState(state: ViewState): string {
  return JSON.stringify(state);
}

/** Null for what {@link writeState} did not write. */
export function readState(metadata: unknown): ViewState | null {
  let read: unknown;
  try {
    read = JSON.parse(textOf(metadata) ?? '');
  } catch {
    return null;
  }
  const { address, depth, fromHome, form, trail } = fieldsOf(read);
  const { user, channel, direct, thread, responseUrl } = fieldsOf(address);
  const [userId, channelId] = [textOf(user), textOf(channel)];
  if (userId === null || channelId === null) return null;
  return {
    address: {
      user: userId,
      channel: channelId,
      direct: direct === true,
      thread: textOf(thread),
      responseUrl: textOf(responseUrl),
    },
    depth: typeof depth === 'number' ? depth : 0,
    fromHome: fromHome === true,
    form: readForm(form),
    trail: readTrail(trail),
  };
}

function readTrail(trail: unknown): Trail {
  const { said, back } = fieldsOf(trail);
  return { said: textOf(said), back: listOf(back).flatMap((sentence) => textOf(sentence) ?? []) };
}

function readForm(form: unknown): FormState | null {
  const { says, preview, elsewhere } = fieldsOf(form);
  const sentence = textOf(says);
  return sentence === null ? null : { says: sentence, preview: textOf(preview), elsewhere: elsewhere === true };
}
