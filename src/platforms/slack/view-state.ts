import type { Address } from './address.ts';
import { fieldsOf, textOf } from './fields.ts';

/** What a view must remember between two clicks; Slack keeps it as its `private_metadata`. */
export type ViewState = {
  readonly address: Address;
  /** Views below it in the same window; Slack takes three in all. */
  readonly depth: number;
  /** The home tab shows what is done here, and has to be drawn again afterwards. */
  readonly fromHome: boolean;
  readonly form: FormState | null;
};

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
  const { address, depth, fromHome, form } = fieldsOf(read);
  const { user, channel, thread, responseUrl } = fieldsOf(address);
  const [userId, channelId] = [textOf(user), textOf(channel)];
  if (userId === null || channelId === null) return null;
  return {
    address: { user: userId, channel: channelId, thread: textOf(thread), responseUrl: textOf(responseUrl) },
    depth: typeof depth === 'number' ? depth : 0,
    fromHome: fromHome === true,
    form: readForm(form),
  };
}

function readForm(form: unknown): FormState | null {
  const { says, preview, elsewhere } = fieldsOf(form);
  const sentence = textOf(says);
  return sentence === null ? null : { says: sentence, preview: textOf(preview), elsewhere: elsewhere === true };
}
