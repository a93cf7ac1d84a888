import type { Address } from './address.ts';
import { answerCard } from './answer-card.ts';
import type { Ask } from './ask.ts';
import { createClicks } from './clicks.ts';
import type { Direct } from './direct.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { createForms } from './forms.ts';
import type { Settle } from './forms.ts';
import type { Home } from './home.ts';
import { ids } from './ids.ts';
import { typedText } from './incoming-text.ts';
import { textIn } from './message-text.ts';
import type { Messages } from './messages.ts';
import { actionIn, addressIn, clickIn, seenIn } from './payloads.ts';
import type { Reply } from './reply.ts';
import type { Rights } from './rights.ts';
import type { Views } from './views.ts';
import type { events, shortcuts, slashCommands } from './ways.ts';
import { createWindows } from './windows.ts';

export type InboundParts = {
  readonly ask: Ask;
  readonly rights: Rights;
  readonly reply: Reply;
  readonly views: Views;
  readonly home: Home;
  readonly direct: Direct;
  readonly messages: Messages;
  readonly unfurl: (event: Fields) => Promise<void>;
  readonly botUserId: string;
  readonly now: () => Date;
};

type Handler = (payload: Fields) => Promise<void>;
/** `again`: Slack has brought the event before. */
type EventHandler = (event: Fields, again: boolean) => Promise<void>;

/**
 * Every way in, by the names of the tables that the manifest is made from: a name without a handler does not compile, nor
 * does a handler without a name. What comes here is acknowledged already, but for a view that was submitted.
 */
export type Inbound = {
  readonly commands: Readonly<Record<keyof typeof slashCommands, Handler>>;
  readonly shortcuts: Readonly<Record<keyof typeof shortcuts, Handler>>;
  readonly events: Readonly<Record<keyof typeof events, EventHandler>>;
  /** Whatever is pressed or typed in a message, a window or a home tab. */
  readonly action: Handler;
  /** A window that was sent. `settle` must be called, once. */
  readonly submission: (payload: Fields, settle: Settle) => Promise<void>;
};

export function createInbound(parts: InboundParts): Inbound {
  const { ask, rights, reply, views, home, direct, messages, botUserId } = parts;
  const windows = createWindows({ ask, reply, views, home });
  const forms = createForms({ ask, rights, reply, views, home, direct });
  const click = createClicks({ ask, reply, windows, now: parts.now });

  const located = async (payload: Fields): Promise<Address | null> => {
    const said = addressIn(payload);
    return said === null ? null : { ...said, direct: await direct.isOwn(said.user, said.channel) };
  };

  const command: Handler = async (payload) => {
    const address = await located(payload);
    if (address === null) return;
    const text = typedText(textOf(payload['text']) ?? '', botUserId);
    const answer = await ask(text, { ...address, member: 'yes' });
    const trigger = textOf(payload['trigger_id']);
    if (answer.form !== null && trigger !== null && (await windows.openForm(trigger, answer.form, address))) return;
    const card = answerCard(answer, text, address);
    await (answer.audience === 'place' ? reply.say(address, card) : reply.whisper(address, card));
  };

  const related: Handler = async (payload) => {
    const address = await located(payload);
    if (address === null) return;
    const message = typedText(textIn(fieldsOf(payload['message'])), botUserId);
    const text = `related ${message}`;
    const answer = await ask(text, { ...address, member: 'ask' });
    await reply.whisper(address, answerCard(answer, text, address));
  };

  const openSearch: Handler = async (payload) => {
    const user = textOf(fieldsOf(payload['user'])['id']);
    const trigger = textOf(payload['trigger_id']);
    if (user === null || trigger === null) return;
    const address = { user, channel: await direct.of(user), direct: true, thread: null, responseUrl: null };
    await windows.openSearch(trigger, address, false, '');
  };

  const action: Handler = async (payload) => {
    const pressed = actionIn(payload);
    const trigger = textOf(payload['trigger_id']);
    if (pressed === null) return;
    if (textOf(fieldsOf(payload['view'])['id']) === null) {
      const address = await located(payload);
      const clicked = address === null ? null : clickIn(payload, address);
      if (clicked !== null) await click(clicked);
      return;
    }
    const seen = seenIn(payload);
    if (seen === null || trigger === null) return;
    if (pressed.id === ids.query) await windows.typed(seen, trigger, pressed.value);
    else if (pressed.id === ids.field) await forms.changed(seen);
    else if (pressed.id === ids.back) await windows.wentBack(seen);
    else if (/^(?:says|swap|menu):/u.test(pressed.id)) {
      await windows.pressed(seen, trigger, pressed.value, pressed.id.startsWith('swap:'));
    }
  };

  return {
    commands: { '/papers': command },
    shortcuts: { papers_related: related, papers_search: openSearch },
    events: {
      app_home_opened: (event) => home.opened(event),
      app_mention: (event, again) => messages.mention(event, again),
      link_shared: (event) => parts.unfurl(event),
      'message.channels': (event, again) => messages.channelMessage(event, again),
      'message.groups': (event, again) => messages.channelMessage(event, again),
      'message.im': (event, again) => messages.directMessage(event, again),
      'message.mpim': (event, again) => messages.groupMessage(event, again),
    },
    action,
    async submission(payload, settle) {
      const seen = seenIn(payload);
      if (seen?.callback === ids.formView) await forms.sent(seen, settle);
      else if (seen?.callback === ids.searchView) await settle(await windows.searched(seen));
      else await settle(null);
    },
  };
}
