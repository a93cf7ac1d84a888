import { commands } from '../../../src/commands/index.ts';
import { createAnswer } from '../../../src/flows/answer.ts';
import { createDeliver } from '../../../src/flows/deliver.ts';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import type { Admins } from '../../../src/platforms/slack/settings.ts';
import type { Service } from '../../flows/service.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { everyMember, quick, settingsFor } from './slack-world.ts';
import type { Way } from './slack-world.ts';
import { noSources } from '../../support/no-sources.ts';

const note = () => undefined;

export type WholeOptions = {
  readonly way?: Way;
  readonly admins?: Admins;
  /** What the token may do; all that tests need unless told. */
  readonly scopes?: readonly string[];
};

/** Slack with the real commands behind it, over the papers of the service. Ada is in a channel. */
export async function openWhole({ store, index }: Service, options: WholeOptions = {}) {
  const { way = 'socket', admins = everyMember, scopes } = options;
  let time = Date.parse('2026-11-24T12:00:00Z');
  const now = () => new Date(time);
  const server = await createSlackServer({ workspace: scopes === undefined ? {} : { scopes } });
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  const problems: unknown[] = [];
  const log = { debug: note, info: note, warn: note, error: (...line: unknown[]) => problems.push(line) };
  const slack = createSlack(settingsFor(server, way, { admins }), { ...quick, now });
  await slack.start({ commands, answer: createAnswer({ sources: noSources, store, index, now, log }), log });
  const port = slack.port();
  if (port !== null) server.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
  return {
    server,
    slack,
    ada: server.person(ada.id),
    lab,
    problems,
    pass: (ms: number) => {
      time += ms;
    },
    /** The newest message with that text, as Ada sees it. */
    seen: (text: string, channel = lab.id) =>
      server.until(() => server.messages(channel, ada.id).findLast((message) => message.text.includes(text)), text),
    /** Posts what is due at that time. */
    deliver: (at: string) =>
      createDeliver({ store, index, platforms: new Map([['slack', slack]]), now: () => new Date(at), log }).tick(),
    end: async () => {
      await slack.stop();
      await server.stop();
    },
  };
}

export type WholeWorld = Awaited<ReturnType<typeof openWhole>>;

/** The action id of the first button with that label. */
export function button(blocks: readonly unknown[], label: string): string {
  const all = blocks.flatMap((block) => listOf(fieldsOf(block)['elements'])).map(fieldsOf);
  const found = all.find((element) => fieldsOf(element['text'])['text'] === label);
  if (found === undefined) throw new Error(`No button ${label}; there are: ${JSON.stringify(all)}`);
  return String(found['action_id']);
}
