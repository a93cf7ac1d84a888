import { createDeliver } from '../src/flows/deliver.ts';
import { createSlack } from '../src/platforms/slack/index.ts';
import { createSlackServer } from '../tests/support/slack-server.ts';
import { fieldsOf, listOf, textOf } from '../tests/support/fields.ts';
import type { Message } from '../tests/support/slack/world.ts';
import { startPictureService } from './picture-service.ts';
import { strangePapers } from './strange-papers.ts';

/** What Slack holds after somebody said something: the blocks as they were sent. */
export type SlackCard = {
  readonly name: string;
  readonly surface: 'message' | 'home' | 'modal' | 'preview';
  /** Only one person sees it. */
  readonly isPrivate: boolean;
  /** The words on a modal. */
  readonly frame: { readonly title: string; readonly submit: string; readonly close: string };
  readonly blocks: readonly unknown[];
  /** The names of the channels that it may show. */
  readonly channels: readonly { readonly id: string; readonly name: string }[];
};

/** Every card of Paperboy, from the real service over the papers that come with it, by way of a Slack on loopback. */
export async function collectSlackCards(): Promise<readonly SlackCard[]> {
  const { service, log, now, answer, sleep, reading } = await startPictureService();
  const { store, index } = service;
  const server = await createSlackServer({ now: () => now().getTime() });
  const ada = server.addUser({ name: 'ada', tz: 'Europe/Berlin' });
  const lab = server.addChannel({ name: 'reading-group', members: [ada.id] });
  const theory = server.addChannel({ name: 'theory', members: [ada.id] });
  const slack = createSlack(
    {
      botToken: server.workspace.botToken,
      way: { kind: 'socket', appToken: server.app.appToken },
      apiUrl: server.apiUrl,
      admins: { everyone: true, ids: new Set(), slackAdmins: false },
      zone: 'UTC',
    },
    { now },
  );
  await slack.start({ commands: [], answer, log });
  const deliver = createDeliver({ store, index, platforms: new Map([['slack', slack]]), now, log });
  const channels = [lab, theory].map(({ id, name }) => ({ id, name }));
  const person = server.person(ada.id);
  const cards: SlackCard[] = [];
  const keep = (name: string, message: Message): void => {
    cards.push({
      name,
      surface: 'message',
      isPrivate: message.onlyFor !== null,
      frame: noFrame,
      channels: [],
      blocks: message.blocks,
    });
  };
  const command = async (text: string): Promise<Message> => {
    const before = server.messages(lab.id, ada.id).length;
    await person.command('/papers', text, lab.id);
    return server.until(() => server.messages(lab.id, ada.id)[before], text);
  };
  const say = async (name: string, text: string): Promise<void> => keep(name, await command(text));
  /** The first paper of a list with its abstract, in the place of the list. */
  const opened = async (message: Message): Promise<Message> => {
    await person.press({ message }, 'swap:1');
    return server.until(() => {
      const shown = server.messages(lab.id, ada.id).find(({ ts }) => ts === message.ts);
      return JSON.stringify(shown?.blocks).includes('"Less"') ? shown : undefined;
    }, 'the abstract');
  };
  const nextDay = async (): Promise<readonly Message[]> => {
    const before = server.messages(lab.id).length;
    sleep();
    await deliver.tick();
    return server.messages(lab.id).slice(before);
  };

  reading(true);
  await say('reading', 'weight decay after:2023');
  reading(false);
  keep('opened', await opened(await command('au:andriushchenko')));
  await say('results', 'weight decay after:2023');
  await say('paper', 'paper 1');
  await say('abstract', 'abstract 2310.04415');
  await say('citation', 'cite 1');
  await command('save 2310.04415');
  await say('saved-one', 'save 2');
  await say('saved', 'saved');
  await say('corrected', 'wieght decya');
  await say('nothing', 'zxqvbnm plorkfizz');
  await say('problem', 'subscribe quantization at 25:00');
  await say('help', 'help');
  await say('help-search', 'help search');
  await say('subscribed', 'subscribe weight decay at 9:00 on weekdays thread');
  for (const [number, post] of (await nextDay()).entries())
    keep(['daily', 'daily-thread'][number] ?? 'daily-more', post);
  await say('why', 'why 2310.04415');
  await command('unsubscribe 1');
  await command('subscribe neural networks at 9:00 top 3');
  for (const post of (await nextDay()).slice(0, 1)) {
    keep('digest', post);
    const before = server.messages(lab.id, ada.id).length;
    await person.press({ message: post }, 'swap:1');
    keep('digest-opened', await server.until(() => server.messages(lab.id, ada.id)[before], 'a copy'));
  }
  await command('subscribe cat:cs.CV -survey at 18:00 on mon,thu');
  await say('subscriptions', 'list');
  await say('status', 'status');
  await person.command('/papers', 'subscribe au:"Yann LeCun" at 8:30 on weekdays', theory.id);

  await person.openHome();
  const home = await server.until(() => server.home(ada.id), 'the home tab');
  cards.push({ ...viewOf('home', home.body), surface: 'home', channels });
  await person.command('/papers', 'subscribe', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  cards.push({ ...viewOf('subscribe-form', form.body), channels });
  await person.close(form);
  await person.shortcut('papers_search');
  const search = await server.until(() => server.modal(ada.id), 'the search window');
  await person.press({ view: search }, 'query:typed', { choice: { value: 'graph neural' } });
  await server.until(() => listOf(search.body['blocks']).length > 1, 'what is found');
  cards.push(viewOf('search-window', search.body));
  await service.add(...strangePapers());
  await say('strange-results', 'zebrafish');
  await say('strange', 'paper 2503.00001');
  await say('markup', 'collaborator abstract readable');
  for (const [name, id] of [
    ['unfurl', '2310.04415'],
    ['strange-unfurl', '2503.00001'],
  ] as const) {
    const url = `https://arxiv.org/abs/${id}`;
    const { message } = await person.say(lab.id, `look: <${url}>`);
    const preview = await server.until(() => message.unfurls[url], 'a preview');
    cards.push({
      name,
      surface: 'preview',
      isPrivate: false,
      frame: noFrame,
      channels: [],
      blocks: listOf(fieldsOf(preview)['blocks']),
    });
  }

  await slack.stop();
  await server.stop();
  await service.close();
  return cards;
}

const noFrame = { title: '', submit: '', close: '' };

function viewOf(name: string, body: Readonly<Record<string, unknown>>): SlackCard {
  const word = (key: string): string => textOf(fieldsOf(body[key])['text']) ?? '';
  return {
    name,
    surface: 'modal',
    isPrivate: true,
    frame: { title: word('title'), submit: word('submit'), close: word('close') },
    blocks: listOf(body['blocks']),
    channels: [],
  };
}
