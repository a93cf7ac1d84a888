import { createDeliver } from '../src/flows/deliver.ts';
import { commands } from '../src/commands/index.ts';
import { createDiscord } from '../src/platforms/discord/index.ts';
import { createDiscordServer } from '../tests/support/discord-server.ts';
import type { OptionValues } from '../tests/support/discord/choosing.ts';
import type { Answered } from '../tests/support/discord/interactions.ts';
import type { Message } from '../tests/support/discord/world.ts';
import { fieldsOf, listOf, textOf } from '../tests/support/fields.ts';
import type { Fields } from '../tests/support/fields.ts';
import { startPictureService } from './picture-service.ts';
import { strangePapers } from './strange-papers.ts';

/** What Discord holds after somebody said something: a message as it was sent, or a window. */
export type DiscordCard = {
  readonly name: string;
  readonly shown:
    { readonly kind: 'message'; readonly message: Message } | { readonly kind: 'modal'; readonly body: Fields };
  /** The names of the channels that it may show, by id. */
  readonly channels: ReadonlyMap<string, string>;
};

/** Every card of Paperboy, from the real service over the papers that come with it, by way of a Discord on loopback. */
export async function collectDiscordCards(): Promise<readonly DiscordCard[]> {
  const { service, log, now, answer, sleep, reading } = await startPictureService();
  const { store, index } = service;
  const server = await createDiscordServer({ now: () => now().getTime() });
  const managers = server.addRole(server.guild, { name: 'managers', permissions: ['ManageChannels'] });
  const ada = server.addUser({ name: 'ada' });
  server.addMember(server.guild, ada.id, [managers.id]);
  const lab = server.addChannel({ name: 'reading-group' });
  const discord = createDiscord(
    {
      token: server.token,
      apiUrl: server.apiUrl,
      guildId: null,
      messages: true,
      messageContent: false,
      prefix: '!papers',
      admins: { managers: true, ids: new Set() },
      zone: 'Europe/Berlin',
    },
    { now },
  );
  await discord.start({ commands, answer, log });
  await server.until(() => (server.commands().length > 0 ? true : undefined), 'the commands');
  const deliver = createDeliver({ store, index, platforms: new Map([['discord', discord]]), now, log });
  const channels = new Map([[lab.id, lab.name]]);
  const person = server.person(ada);
  const cards: DiscordCard[] = [];
  const keep = (name: string, message: Message): void => {
    // Later it may be another: what is kept is how it is now.
    cards.push({ name, channels, shown: { kind: 'message', message: { ...message } } });
  };
  const command = async (words: string, values: OptionValues = {}): Promise<Message> =>
    (await person.command(lab, `papers ${words}`, values)).settled();
  const say = async (name: string, words: string, values: OptionValues = {}): Promise<void> =>
    keep(name, await command(words, values));
  const keepWindow = (name: string, { modal }: Answered): void => {
    cards.push({ name, channels, shown: { kind: 'modal', body: fieldsOf(modal) } });
  };
  /** Chooses what begins with these words, in any menu of the message. */
  const choose = async (message: Message, label: string): Promise<Message> => {
    const { menu, value } = optionOf(message, label);
    return (await person.choose(message, [value], menu)).settled();
  };
  const nextDay = async (): Promise<readonly Message[]> => {
    const before = server.messages(lab).length;
    sleep();
    await deliver.tick();
    return server.messages(lab).slice(before);
  };
  const search = { query: 'weight decay', after: '2023' };

  reading(true);
  await say('reading', 'search', search);
  reading(false);
  keep('opened', await choose(await command('search', { query: 'au:andriushchenko' }), '1. '));
  await say('results', 'search', search);
  await say('paper', 'paper', { paper: '1' });
  await say('citation', 'cite', { paper: '1' });
  await command('save', { paper: '2310.04415' });
  await say('saved-one', 'save', { paper: '2' });
  await say('saved', 'saved');
  await say('corrected', 'search', { query: 'wieght decya' });
  await say('nothing', 'search', { query: 'zxqvbnm plorkfizz' });
  await say('problem', 'subscribe', { topic: 'quantization', at: '25:00' });
  await say('help', 'help');
  await say('help-search', 'help', { text: 'search' });
  keepWindow('subscribe-form', await person.command(lab, 'papers subscribe'));
  await say('subscribed', 'subscribe', { topic: 'weight decay', at: '9:00', days: 'weekdays', thread: true });
  const [daily] = await nextDay();
  if (daily === undefined) throw new Error('Expected a paper of the day');
  keep('daily', daily);
  const [first] = server.messages(daily.threadId ?? '');
  if (first !== undefined) keep('daily-thread', first);
  keep('daily-opened', await (await person.press(daily, 'Abstract')).settled());
  await say('why', 'why', { paper: '2310.04415' });
  await command('unsubscribe', { number: '1' });
  await command('subscribe', { topic: 'neural networks', at: '9:00', top: 3 });
  for (const post of (await nextDay()).slice(0, 1)) {
    keep('digest', post);
    keep('digest-opened', await choose(post, '1. '));
  }
  await command('subscribe', { category: 'cs.CV', at: '18:00', days: 'mon,thu' });
  await say('subscriptions', 'list');
  await say('status', 'status');
  const asked = person.mention(lab, 'papers on variance');
  keep('mention', await asked.answer());
  await service.add(...strangePapers());
  await say('strange-results', 'search', { query: 'zebrafish' });
  await say('strange', 'paper', { paper: '2503.00001' });
  await say('markup', 'search', { query: 'collaborator abstract readable' });

  await discord.stop();
  await server.stop();
  await service.close();
  return cards;
}

/** An option of a menu by how it begins; the first where there are several. */
function optionOf(message: Message, label: string): { readonly menu: string; readonly value: string } {
  const menus = message.components.flatMap((row) => listOf(row['components']).map(fieldsOf));
  for (const menu of menus) {
    const option = listOf(menu['options'])
      .map(fieldsOf)
      .find((each) => textOf(each['label'])?.startsWith(label) === true);
    const id = textOf(menu['custom_id']);
    const value = textOf(option?.['value']);
    if (id !== undefined && value !== undefined) return { menu: id, value };
  }
  throw new Error(`Expected a menu with an option "${label}"`);
}
