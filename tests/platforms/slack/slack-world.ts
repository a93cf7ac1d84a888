import type { Answer, Card } from '../../../src/cards/card.ts';
import type { Request } from '../../../src/chat/request.ts';
import { commands } from '../../../src/commands/index.ts';
import type { Log, LogFields } from '../../../src/log.ts';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import type { SlackParts } from '../../../src/platforms/slack/index.ts';
import type { Admins, SlackSettings } from '../../../src/platforms/slack/settings.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import type { SlackServer, SlackServerOptions } from '../../support/slack-server.ts';

export type Way = 'socket' | 'http';

/** What the service would answer; the tests say it. */
export type Script = (request: Request) => Partial<Answer> | Promise<Partial<Answer>>;

export type Line = { readonly level: keyof Log; readonly event: string; readonly fields: LogFields };

export const everyMember: Admins = { everyone: true, ids: new Set(), slackAdmins: false };

/** How the adapter is set up for a way in. The port over HTTP is any free one. */
export function settingsFor(server: SlackServer, way: Way, more: Partial<SlackSettings> = {}): SlackSettings {
  return {
    botToken: server.workspace.botToken,
    way:
      way === 'socket'
        ? { kind: 'socket', appToken: server.app.appToken }
        : { kind: 'http', signingSecret: server.app.signingSecret, port: 0 },
    apiUrl: server.apiUrl,
    admins: everyMember,
    zone: 'UTC',
    ...more,
  };
}

/** Reconnects within milliseconds, and notices within a second that pongs stay away. */
export const quick: Partial<SlackParts> = {
  backoff: { firstMs: 20, mostMs: 100, random: () => 1 },
  pongMs: 600,
  wait: () => Promise.resolve(),
};

/** A card that says so, with a button for each sentence. */
export function card(title: string, ...says: readonly string[]): Card {
  const actions = says.map((text) => ({ label: text, says: text }));
  return { title: { text: title }, blocks: actions.length > 0 ? [{ kind: 'actions', actions }] : [] };
}

export const echo: Script = ({ text }) => ({ card: card(`You said ${text}`) });

/** An answer for the person who asked, in which nothing is wrong. */
function whole(given: Partial<Answer>): Answer {
  return { card: card('Nothing'), audience: 'person', outcome: 'ok', share: null, form: null, ...given };
}

/** A Slack with two people in a channel, and the adapter connected to it. */
export async function openSlack(
  way: Way,
  script: Script = echo,
  options: {
    readonly server?: SlackServerOptions;
    readonly settings?: Partial<SlackSettings>;
    readonly parts?: Partial<SlackParts>;
  } = {},
) {
  const server = await createSlackServer(options.server);
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata' });
  const grace = server.addUser({ name: 'grace', tz: 'America/New_York' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id, grace.id] });
  const heard: Request[] = [];
  const lines: Line[] = [];
  const note =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
      server.world.watch.changed();
    };
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const platform = createSlack(settingsFor(server, way, options.settings), { ...quick, ...options.parts });
  const answer = async (request: Request): Promise<Answer> => {
    heard.push(request);
    server.world.watch.changed();
    return whole(await script(request));
  };
  const handlers = { commands, answer, log };
  const deliver = () => {
    const port = platform.port();
    if (port !== null) server.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
  };
  return {
    server,
    platform,
    handlers,
    heard,
    lines,
    lab,
    ada: server.person(ada.id),
    grace: server.person(grace.id),
    deliver,
    /** Starts the adapter, and lets Slack bring everything to it. */
    async start() {
      await platform.start(handlers);
      deliver();
    },
    /** The visible texts of a channel, oldest first, as that person sees them. */
    texts: (channel: string, reader?: string) => server.messages(channel, reader).map((message) => message.text),
    /** Waits until a message there holds the text, for the eyes of that person. */
    sees: (channel: string, reader: string, text: string) =>
      server.until(
        () => server.messages(channel, reader).find((message) => message.text.includes(text)),
        `a message with ${JSON.stringify(text)}`,
      ),
    async end() {
      await platform.stop();
      await server.stop();
    },
  };
}

export type SlackWorld = Awaited<ReturnType<typeof openSlack>>;
