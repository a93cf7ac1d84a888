import type { Answer, Card } from '../../../src/cards/card.ts';
import type { CommandInfo, Request } from '../../../src/chat/request.ts';
import { commands } from '../../../src/commands/index.ts';
import type { Log, LogFields } from '../../../src/log.ts';
import { createDiscord } from '../../../src/platforms/discord/index.ts';
import type { DiscordParts } from '../../../src/platforms/discord/index.ts';
import type { DiscordSettings } from '../../../src/platforms/discord/settings.ts';
import type { Handlers } from '../../../src/platforms/platform.ts';
import { createDiscordServer } from '../../support/discord-server.ts';
import type { DiscordServer, DiscordServerOptions } from '../../support/discord-server.ts';
import { fieldsOf } from '../../support/fields.ts';

/** What the service would answer; the tests say it. */
export type Script = (request: Request) => Partial<Answer> | Promise<Partial<Answer>>;

export type Line = { readonly event: string; readonly fields: LogFields };

/** How the adapter is set up for a server. */
export function settingsFor(
  server: Pick<DiscordServer, 'token' | 'apiUrl'>,
  more: Partial<DiscordSettings> = {},
): DiscordSettings {
  return {
    token: server.token,
    apiUrl: server.apiUrl,
    guildId: null,
    messages: true,
    messageContent: false,
    prefix: '!papers',
    admins: { managers: true, ids: new Set() },
    zone: 'UTC',
    ...more,
  };
}

/** Reconnects within milliseconds, and takes a silence for what it is as soon. */
export const quick: Partial<DiscordParts> = {
  backoff: { firstMs: 5, mostMs: 20, random: () => 1 },
  patience: { lookMs: 20, resumeMs: 300, openMs: 5_000, lostMs: 5_000 },
  // On a busy machine an answer that should be there at once may take a while.
  answerMs: 2_500,
  buildIdentifyThrottler: () => ({ waitForIdentify: () => Promise.resolve() }),
};

/** A card that says so, with a button for each sentence. */
export function card(title: string, ...says: readonly string[]): Card {
  const actions = says.map((text) => ({ label: text.slice(0, 30), says: text }));
  return { title: { text: title }, blocks: actions.length > 0 ? [{ kind: 'actions', actions }] : [] };
}

export const echo: Script = ({ text }) => ({ card: card(`You said ${text}`) });

/** An answer for the person who asked, in which nothing is wrong. */
function whole(given: Partial<Answer>): Answer {
  return { card: card('Nothing'), audience: 'person', outcome: 'ok', share: null, form: null, ...given };
}

export type DiscordWorldOptions = {
  readonly server?: DiscordServerOptions;
  readonly settings?: Partial<DiscordSettings>;
  readonly parts?: Partial<DiscordParts>;
  readonly commands?: readonly CommandInfo[];
  readonly handlers?: Partial<Handlers>;
};

/** A Discord with two people and a channel, and the adapter, not yet started. */
export async function openDiscord(script: Script = echo, options: DiscordWorldOptions = {}) {
  const server = await createDiscordServer(options.server);
  const ada = server.addUser({ name: 'ada' });
  const grace = server.addUser({ name: 'grace' });
  const lab = server.addChannel({ name: 'lab' });
  const heard: Request[] = [];
  const lines: Line[] = [];
  const note = (event: string, fields: LogFields = {}) => {
    lines.push({ event, fields });
    server.world.watch.changed();
  };
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const platform = createDiscord(settingsFor(server, options.settings), { ...quick, ...options.parts });
  const answer = async (request: Request): Promise<Answer> => {
    heard.push(request);
    server.world.watch.changed();
    return whole(await script(request));
  };
  const handlers: Handlers = { commands: options.commands ?? commands, answer, log, ...options.handlers };
  return {
    server,
    platform,
    handlers,
    heard,
    lines,
    lab,
    ada: server.person(ada),
    grace: server.person(grace),
    start: () => platform.start(handlers),
    /** Waits for a line of the log, the first after `from` lines. */
    tells: (event: string, from = 0) =>
      server.until(() => lines.slice(from).find((line) => line.event === event), `the line ${event}`),
    /** Waits until a message there holds the text, for the eyes of that person. */
    sees: (channel: string, reader: string, text: string) =>
      server.until(
        () => server.messages(channel, reader).find((message) => message.content.includes(text)),
        `a message with ${JSON.stringify(text)}`,
      ),
    /** Throws where Discord would not have taken a body as it was, which the adapter may have made good by sending less. */
    async end() {
      await platform.stop();
      await server.stop();
      const wrong = server.calls().find((call) => 'errors' in fieldsOf(call.answer));
      if (wrong !== undefined) {
        throw new Error(`Expected a body as Discord describes it: ${wrong.route}, ${JSON.stringify(wrong.answer)}`);
      }
    },
  };
}

export type DiscordWorld = Awaited<ReturnType<typeof openDiscord>>;
