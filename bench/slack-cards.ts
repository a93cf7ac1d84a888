import { createAnswer } from '../src/flows/answer.ts';
import { createDeliver } from '../src/flows/deliver.ts';
import type { Log } from '../src/log.ts';
import { toPaper } from '../src/paper/paper.ts';
import type { Paper } from '../src/paper/paper.ts';
import { createSlack } from '../src/platforms/slack/index.ts';
import { seedPapers, startService } from '../tests/flows/service.ts';
import { createSlackServer } from '../tests/support/slack-server.ts';
import type { SlackServer } from '../tests/support/slack-server.ts';
import { fieldsOf, listOf, textOf } from '../tests/support/fields.ts';
import type { Message } from '../tests/support/slack/world.ts';

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

const hostileTitle = '*_~`<!channel> <@U012AB3CD> @here :tada: &lt;b&gt; $\\mathcal{O}(n^2)$ |>';

const quiet = (): void => undefined;
const complain = (event: string, fields: unknown): void => console.error(event, fields);
const log: Log = { debug: quiet, info: quiet, warn: complain, error: complain };

/** Papers that no list is made for, but that exist in the like. */
function hostilePapers(): readonly Paper[] {
  const sentence =
    'We show that *every* _long_ ~abstract~ is `readable` & that <nothing> in it calls @channel, $x_i < y_j$. ';
  const authors = Array.from({ length: 100 }, (_, at) => `Collaborator-Number-${at + 1} O'Long_Name`);
  const common = { published: '2025-03-01', categories: ['hep-ex', 'cs.LG'], upvotes: 12 };
  const paper = (id: string, title: string, abstract: string, names: readonly string[]): Paper =>
    toPaper(
      { ...common, arxivId: id, title, abstract, authors: names },
      { source: 'jsonl', sourceId: null, at: '2026-11-24T00:00:00.000Z' },
    );
  return [
    paper('2503.00001', hostileTitle, sentence.repeat(160).slice(0, 16_000), authors),
    paper('2503.00002', `Zebrafish ${'supercalifragilistic'.repeat(12)}`, 'Zebrafish. '.repeat(3), ['X']),
    paper('2503.00003', 'Zebrafish without an abstract', '', []),
  ];
}

/** Every card of Paperboy, from the real service over the papers that come with it, by way of a Slack on loopback. */
export async function collectSlackCards(): Promise<readonly SlackCard[]> {
  let at = new Date('2026-11-24T08:00:20Z');
  const now = (): Date => at;
  const service = await startService(await seedPapers());
  const { store, index } = service;
  const server = await createSlackServer({ now: () => at.getTime() });
  const ada = server.addUser({ name: 'ada', tz: 'Europe/Berlin' });
  const lab = server.addChannel({ name: 'reading-group', members: [ada.id] });
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
  await slack.start({ commands: [], answer: createAnswer({ store, index, now, log }), log });
  const deliver = createDeliver({ store, index, platforms: new Map([['slack', slack]]), now, log });
  const channels = [{ id: lab.id, name: lab.name }];
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
  const nextDay = async (): Promise<readonly Message[]> => {
    const before = server.messages(lab.id).length;
    at = new Date(at.getTime() + 86_400_000);
    service.setNow(at.toISOString());
    await deliver.tick();
    return server.messages(lab.id).slice(before);
  };
  service.setNow(at.toISOString());

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
  for (const post of (await nextDay()).slice(0, 1)) keep('digest', post);
  await command('subscribe cat:cs.CV -survey at 18:00 on mon,thu');
  await say('subscriptions', 'list');
  await say('status', 'status');

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
  await service.add(...hostilePapers());
  await say('hostile-results', 'zebrafish');
  await say('hostile', 'paper 2503.00001');
  await say('markup', 'collaborator abstract readable');
  for (const [name, id] of [
    ['unfurl', '2310.04415'],
    ['hostile-unfurl', '2503.00001'],
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

  await end(slack, server, service);
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

async function end(
  ...[slack, server, service]: readonly [{ stop(): Promise<void> }, SlackServer, { close(): Promise<void> }]
): Promise<void> {
  await slack.stop();
  await server.stop();
  await service.close();
}
