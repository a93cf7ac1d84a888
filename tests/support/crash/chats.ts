import type { Place } from '../../../src/chat/place.ts';
import { terminalPlace } from '../../../src/platforms/terminal/index.ts';
import { createDiscordServer } from '../discord-server.ts';
import { createSlackServer } from '../slack-server.ts';

/** A chat in which processes that die post. */
export type CrashChat = {
  readonly name: string;
  readonly place: Place;
  /** Settings of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it can say which posts are there. */
  readonly remembers: boolean;
  /** What everybody can see: the texts of all posts. `printed`: what the processes wrote. */
  texts(printed: string): readonly string[];
  /** Holds the next post where it is told, and resolves when it has come there; null: it cannot be held there. */
  hold(where: string): (() => Promise<void>) | null;
  /** Takes the network away, until {@link CrashChat.release}. */
  cut(): void;
  /** Lets everything go that was held, and brings the network back. */
  release(): void;
  stop(): Promise<void>;
};

/** Milliseconds that a process may take to come to its post. */
const PATIENCE_MS = 60_000;
const POST = 'POST /channels/:channel/messages';

/** `now`: the clock of the chat, in milliseconds. */
export async function openChat(name: string, now: () => number): Promise<CrashChat> {
  if (name === 'slack') return openSlack(now);
  return name === 'discord' ? openDiscord(now) : terminal();
}

async function openSlack(now: () => number): Promise<CrashChat> {
  const server = await createSlackServer({ now });
  const lab = server.addChannel({ name: 'lab' });
  return {
    name: 'slack',
    place: { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null },
    env: {
      SLACK_BOT_TOKEN: server.workspace.botToken,
      SLACK_APP_TOKEN: server.app.appToken,
      SLACK_API_URL: server.apiUrl,
    },
    remembers: true,
    texts: () => server.messages(lab.id).map(({ text }) => text),
    hold(where) {
      const when = where === 'message there' ? 'after' : 'before';
      const fault = server.fault('chat.postMessage', { kind: 'hang', when });
      return async () => void (await server.until(() => fault.used() > 0, where, PATIENCE_MS));
    },
    cut: () => void server.fault('*', { kind: 'drop' }, { times: Infinity }),
    release: () => server.clearFaults(),
    stop: () => server.stop(),
  };
}

async function openDiscord(now: () => number): Promise<CrashChat> {
  const server = await createDiscordServer({ now });
  const lab = server.addChannel({ name: 'lab' });
  return {
    name: 'discord',
    place: { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null },
    env: { DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl },
    remembers: true,
    texts: () => server.messages(lab).map((message) => JSON.stringify([message.content, message.embeds])),
    hold(where) {
      const when = where === 'message there' ? 'after' : 'before';
      const fault = server.fault(POST, { kind: 'hang', when });
      return async () => void (await server.until(() => fault.used() > 0, where, PATIENCE_MS));
    },
    cut: () => void server.fault('*', { kind: 'drop' }, { times: Infinity }),
    release: () => server.clearFaults(),
    stop: () => server.stop(),
  };
}

/** What was printed is there, and nobody can be asked. */
async function terminal(): Promise<CrashChat> {
  return {
    name: 'terminal',
    place: terminalPlace(),
    env: {},
    remembers: false,
    texts: (printed) => printed.split(/^(?=Crash paper)/mu),
    hold: () => null,
    cut: () => undefined,
    release: () => undefined,
    stop: () => Promise.resolve(),
  };
}
