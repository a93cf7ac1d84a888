import type { Fields } from '../fields.ts';
import { fieldsOf, listOf } from '../fields.ts';
import type { Allowed, OptionValues } from './choosing.ts';
import { commandData, findCommand, findComponent } from './choosing.ts';
import type { FormValues } from './dialogs.ts';
import { modalData } from './dialogs.ts';
import type { Answered, InteractionDesk } from './interactions.ts';
import { may, speaking } from './permissions.ts';
import { addMessage } from './posting.ts';
import { directChannel } from './settle.ts';
import { memberView, messageView, userView } from './views.ts';
import type { Channel, Message, World } from './world.ts';

/** A message that somebody wrote. */
export type Said = {
  readonly message: Message;
  /** Waits for what the bot writes after it in the same place: its first message, or the one of that number. */
  readonly answer: (number?: number) => Promise<Message>;
};

/** Somebody who uses Discord. Each act does only what Discord's own app would let them do, and throws otherwise. */
export type Person = {
  readonly id: string;
  /** `papers search` with its options. */
  readonly command: (channel: Channel, words: string, values?: OptionValues, options?: Allowed) => Promise<Answered>;
  /** What is offered while `focused` is being typed. */
  readonly complete: (channel: Channel, words: string, values: OptionValues, focused: string) => Promise<Answered>;
  /** A button, by its label or custom id. */
  readonly press: (message: Message, button: string) => Promise<Answered>;
  /** Options of a select menu, by their values; the menu by its placeholder or custom id, or the only one. */
  readonly choose: (message: Message, values: readonly string[], menu?: string) => Promise<Answered>;
  /** Fills in and submits the modal that an interaction opened. */
  readonly submit: (opened: Answered, values: FormValues) => Promise<Answered>;
  /** An entry of the context menu of a message. */
  readonly messageMenu: (message: Message, name: string) => Promise<Answered>;
  /** An entry of the context menu of a person, in a channel. */
  readonly userMenu: (channel: Channel, userId: string, name: string) => Promise<Answered>;
  readonly say: (channel: Channel, text: string) => Said;
  /** Mentions the bot before the text. */
  readonly mention: (channel: Channel, text: string) => Said;
  readonly direct: (text: string) => Said;
  /** Answers a message; `ping` false takes the mention of its author away. */
  readonly reply: (message: Message, text: string, options?: { ping?: boolean }) => Said;
};

export function createPerson(world: World, desk: InteractionDesk, userId: string): Person {
  if (!world.users.has(userId)) throw new Error(`Expected a user ${userId}`);

  function write(channel: Channel, body: Fields, repliesTo: Message | null = null): Said {
    if (channel.guildId !== null && !may(world, userId, channel, 'ViewChannel', speaking(channel)))
      throw new Error('Expected a person who may write here');
    const message = addMessage(world, {
      channel,
      authorId: userId,
      body,
      via: 'person',
      repliesTo: repliesTo?.id ?? null,
    });
    const answers = () =>
      [...world.messages.values()].filter(
        (each) =>
          each.channelId === channel.id &&
          each.authorId === world.app.botId &&
          BigInt(each.id) > BigInt(message.id) &&
          !each.deleted,
      );
    return {
      message,
      answer: (number = 1) =>
        world.watch.until(() => answers()[number - 1], `answer ${number} to "${message.content}"`),
    };
  }

  /** Where a message that this person can see stands. */
  function placeOf(message: Message): Channel {
    const channel = world.channels.get(message.channelId);
    const visible = !message.deleted && (message.onlyFor === null || message.onlyFor === userId);
    if (!channel || !visible) throw new Error('Expected a message that this person sees');
    return channel;
  }

  function touch(message: Message, data: Fields): Promise<Answered> {
    const channel = placeOf(message);
    // A component's message is told in full: it is the app's own.
    return desk.ask({
      kind: 'component',
      userId,
      channel,
      data,
      source: message,
      sourceView: sourceView(world, message),
    });
  }

  function type(channel: Channel, text: string, given: { values: OptionValues; focused?: string } & Allowed): Fields {
    const words = text.split(' ');
    const command = findCommand(world, userId, channel, { name: words[0] ?? '', type: 1, ...given });
    return commandData(world, channel, { command, words, ...given });
  }

  return {
    id: userId,
    command: async (channel, words, values = {}, options = {}) =>
      desk.ask({ kind: 'command', userId, channel, data: type(channel, words, { values, ...options }) }),
    complete: async (channel, words, values, focused) =>
      desk.ask({ kind: 'autocomplete', userId, channel, data: type(channel, words, { values, focused }) }),
    press: async (message, name) => {
      const button = findComponent(message.components, 2, name);
      if (button['custom_id'] === undefined) throw new Error(`Expected a button that is no link, got "${name}"`);
      return touch(message, { component_type: 2, custom_id: button['custom_id'], id: button['id'] });
    },
    choose: async (message, values, name) => {
      const menu = findComponent(message.components, 3, name);
      const offered = listOf(menu['options']).map((each) => fieldsOf(each)['value']);
      const wrong = values.find((each) => !offered.includes(each));
      if (wrong !== undefined) throw new Error(`Expected an option of the menu, got "${wrong}"`);
      if (values.length < Number(menu['min_values'] ?? 1) || values.length > Number(menu['max_values'] ?? 1)) {
        throw new Error('Expected as many values as the menu takes');
      }
      return touch(message, { component_type: 3, custom_id: menu['custom_id'], id: menu['id'], values });
    },
    submit: async (opened, values) => {
      const channel = world.channels.get(opened.interaction.channelId);
      if (opened.modal === null || !channel) throw new Error('Expected an interaction that opened a modal');
      const source = world.messages.get(opened.interaction.sourceId ?? '');
      const data = modalData(opened.modal, values);
      return desk.ask({
        kind: 'modal',
        userId,
        channel,
        data,
        ...(source ? { source, sourceView: sourceView(world, source) } : {}),
      });
    },
    messageMenu: async (message, name) => {
      const channel = placeOf(message);
      const command = findCommand(world, userId, channel, { name, type: 3 });
      const resolved = { messages: { [message.id]: messageView(world, message) } };
      return desk.ask({
        kind: 'command',
        userId,
        channel,
        data: { id: command.id, name, type: 3, target_id: message.id, resolved },
      });
    },
    userMenu: async (channel, targetId, name) => {
      const command = findCommand(world, userId, channel, { name, type: 2 });
      const [user, member] = [
        world.users.get(targetId),
        world.guilds.get(channel.guildId ?? '')?.members.get(targetId),
      ];
      if (!user) throw new Error(`Expected a user ${targetId}`);
      const resolved = {
        users: { [targetId]: userView(user) },
        ...(member ? { members: { [targetId]: memberView(world, member) } } : {}),
      };
      return desk.ask({
        kind: 'command',
        userId,
        channel,
        data: { id: command.id, name, type: 2, target_id: targetId, resolved },
      });
    },
    say: (channel, text) => write(channel, { content: text }),
    mention: (channel, text) => write(channel, { content: `<@${world.app.botId}> ${text}` }),
    direct: (text) => write(directChannel(world, userId), { content: text }),
    reply: (message, text, { ping = true } = {}) => {
      const mentions = ping ? {} : { allowed_mentions: { parse: ['users'], replied_user: false } };
      return write(placeOf(message), { content: text, ...mentions }, message);
    },
  };
}

/** The message of a component: private ones carry their flag. */
function sourceView(world: World, message: Message): Fields {
  const view = messageView(world, message);
  return message.onlyFor === null ? view : { ...view, flags: message.flags | 64 };
}
