import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { applyAcknowledgement } from './slack/acknowledgements.ts';
import type { Deliveries, Delivered, Delivery, Transport } from './slack/delivery.ts';
import { createDeliveries } from './slack/delivery.ts';
import type { Desk } from './slack/desk.ts';
import { createDesk } from './slack/desk.ts';
import type { Fault, Faults, FaultScript } from './slack/faults.ts';
import { createFaults } from './slack/faults.ts';
import type { Fields } from './fields.ts';
import { sendReply } from './http-reply.ts';
import type { Reply } from './http-reply.ts';
import { listenOnLoopback } from './loopback.ts';
import type { Listening } from './loopback.ts';
import type { Happenings } from './slack/happenings.ts';
import { createHappenings } from './slack/happenings.ts';
import type { Person } from './slack/person.ts';
import { createPerson, messageEvent } from './slack/person.ts';
import { jsonReply, textReply } from './slack/reply.ts';
import type { ResponseUrls } from './slack/response-urls.ts';
import { createResponseUrls } from './slack/response-urls.ts';
import type { NewChannel, NewUser, NewWorkspace } from './slack/settle.ts';
import { addChannel, addUser, addWorkspace, directChannel } from './slack/settle.ts';
import type { Signature } from './slack/signed-http.ts';
import { challenge, createSignedHttp } from './slack/signed-http.ts';
import type { SocketMode } from './slack/socket-mode.ts';
import { createSocketMode } from './slack/socket-mode.ts';
import { usualEvents } from './slack/subscriptions.ts';
import type { Watch } from './watch.ts';
import { createWatch } from './watch.ts';
import type { ApiCall, WebApi } from './slack/web-api.ts';
import { createWebApi } from './slack/web-api.ts';
import type { Channel, Message, OauthCode, SlackApp, User, View, Workspace, World } from './slack/world.ts';
import { createWorld } from './slack/world.ts';

export type SlackServerOptions = {
  /** Milliseconds since 1970: the clock of message times, triggers, tickets, response_urls and rate limits. */
  readonly now?: () => number;
  /** Refuse unknown arguments and threads that do not exist, which Slack lets pass. True unless told. */
  readonly strict?: boolean;
  /** One message a second and channel. False unless told; see {@link SlackServer.limitRate}. */
  readonly rateLimit?: boolean;
  /** How long the app may take to acknowledge, in real milliseconds: 3,000 as Slack has it, unless a test is impatient. */
  readonly deadlineMs?: number;
  /** What is brought again after a lost connection. `everything` unless told. */
  readonly redeliver?: 'everything' | 'events-only';
  /**
   * Whether the app also hears `message` events of what it says itself, as Slack has it. False unless told: most tests
   * count what people cause.
   */
  readonly echo?: boolean;
  /** The first workspace; its bot's scopes. */
  readonly workspace?: NewWorkspace;
  /** What the app subscribed to. */
  readonly botEvents?: readonly string[];
  readonly unfurlDomains?: readonly string[];
  readonly appName?: string;
};

/** A Slack on loopback: it holds a world, speaks Slack's protocols, and lets tests act as people. */
export type SlackServer = {
  /** The base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
  readonly app: SlackApp;
  readonly world: World;
  /** The first workspace. */
  readonly workspace: Workspace;
  readonly socketMode: SocketMode;
  readonly responseUrls: ResponseUrls;
  readonly deliveries: readonly Delivery[];
  readonly addWorkspace: (given?: NewWorkspace) => Workspace;
  readonly addUser: (given: NewUser) => User;
  readonly addChannel: (given: NewChannel) => Channel;
  readonly directChannel: (user: string) => Channel;
  /** A code that oauth.v2.access exchanges, as the redirect after an installation would carry it. */
  readonly addOauthCode: (given: Omit<OauthCode, 'used' | 'redirectUri'> & { redirectUri?: string }) => string;

  /** Sends what happens from now on over Socket Mode (as at the start), or signed to a request URL. */
  readonly deliverTo: (target: 'socket' | { readonly url: string; readonly signature?: Signature }) => void;
  /** Slack's question to a request URL: whether it was answered with the right word. */
  readonly verifyUrl: (url: string) => Promise<boolean>;
  readonly person: (user: string) => Person;
  readonly happen: Happenings;
  /** Brings a payload once more over the present way in. */
  readonly retry: (delivery: Delivery, reason?: string) => Promise<Delivered>;
  /** Brings the events whose retry is due by the clock. */
  readonly retryDue: () => Promise<readonly Delivered[]>;

  /** Scripts what goes wrong with a method, `response_url`, or `*`. */
  readonly fault: (
    method: string,
    fault: Fault,
    options?: { times?: number; only?: (args: Fields) => boolean },
  ) => FaultScript;
  readonly clearFaults: () => void;
  readonly limitRate: (on: boolean) => void;

  /** Every Web API call, or those of one method. */
  readonly calls: (method?: string) => readonly ApiCall[];
  /** What is visible in a channel, oldest first: to everybody, or also what only that person sees. */
  readonly messages: (channel: string, reader?: string) => readonly Message[];
  /** The topmost open modal of a person. */
  readonly modal: (user: string) => View | undefined;
  readonly home: (user: string) => View | undefined;
  /** Waits until `read` gives something; looked at again whenever anything here changes. */
  until: Watch['until'];
  readonly stop: () => Promise<void>;
};

export async function createSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const watch = createWatch();
  const app = createApp(options);
  const world = createWorld({ now: options.now ?? Date.now, watch, app });
  const workspace = addWorkspace(world, options.workspace);
  const faults = createFaults();
  const strict = options.strict ?? true;
  const deadlineMs = options.deadlineMs ?? 3_000;
  const state = { origin: '', rateLimit: options.rateLimit ?? false };
  const origin = () => state.origin;

  const socketMode = createSocketMode({ world, origin, deadlineMs, redeliver: options.redeliver ?? 'everything' });
  const urls = createResponseUrls({ world, faults, origin, strict });
  const api = createWebApi({
    world,
    faults,
    strict,
    rateLimit: () => state.rateLimit,
    openConnection: socketMode.openTicket,
  });
  const deliveries = createDeliveries({
    world,
    apply: (delivery, payload) => applyAcknowledgement({ world, urls }, delivery, payload),
  });
  const listening = await listen({ api, urls, socketMode });
  state.origin = listening.origin;

  let transport: Transport = socketMode.transport;
  const desk = createDesk({ world, urls, deliveries, transport: () => transport });
  if (options.echo === true) echo(desk);
  const domains = options.unfurlDomains ?? ['arxiv.org', 'huggingface.co'];

  return {
    apiUrl: `${listening.origin}/api/`,
    app,
    world,
    workspace,
    socketMode,
    responseUrls: urls,
    deliveries: deliveries.all,
    ...settling(world),
    deliverTo: (target) => {
      transport = target === 'socket' ? socketMode.transport : createSignedHttp({ world, deadlineMs, ...target });
    },
    verifyUrl: async (url) => (await challenge({ world, deadlineMs, url }, app.id)) === app.id,
    person: (user) => createPerson(desk, user, domains),
    happen: createHappenings(desk),
    ...retrying(deliveries, () => transport),
    ...breaking(faults),
    limitRate: (on) => {
      state.rateLimit = on;
    },
    ...looking(world, api),
    until: watch.until,
    stop: async () => {
      socketMode.stop();
      await listening.close();
    },
  };
}

function createApp(options: SlackServerOptions): SlackApp {
  return {
    id: 'A0PAPERBOY',
    name: options.appName ?? 'Paperboy',
    appToken: 'xapp-1-A0PAPERBOY-1-loopback',
    signingSecret: 'loopback-signing-secret',
    verificationToken: 'loopback-verification-token',
    clientId: '1.1',
    clientSecret: 'loopback-client-secret',
    botEvents: new Set(options.botEvents ?? usualEvents),
  };
}

/** Tells the app what its own bot says where everybody can read it. */
function echo(desk: Desk): void {
  const { world } = desk;
  world.onPosted.push((message) => {
    const channel = world.channels.get(message.channel);
    const bot = world.workspaces.get(message.teamId)?.botUserId ?? '';
    if (!channel?.members.has(bot) || message.botId === null || message.onlyFor !== null) return;
    void desk.event({ teamId: message.teamId, userId: message.user, ...messageEvent(world, channel, message) });
  });
}

function settling(
  world: World,
): Pick<SlackServer, 'addWorkspace' | 'addUser' | 'addChannel' | 'directChannel' | 'addOauthCode'> {
  return {
    addWorkspace: (given) => addWorkspace(world, given),
    addUser: (given) => addUser(world, given),
    addChannel: (given) => addChannel(world, given),
    directChannel: (user) => directChannel(world, user),
    addOauthCode: ({ redirectUri = null, ...given }) => {
      const code = world.nextId('code');
      world.oauthCodes.set(code, { ...given, redirectUri, used: false });
      return code;
    },
  };
}

function retrying(deliveries: Deliveries, transport: () => Transport): Pick<SlackServer, 'retry' | 'retryDue'> {
  return {
    retry: (delivery, reason) => deliveries.retry(delivery, transport(), reason),
    retryDue: () => deliveries.retryDue(transport()),
  };
}

function breaking(faults: Faults): Pick<SlackServer, 'fault' | 'clearFaults'> {
  return { fault: faults.add, clearFaults: faults.clear };
}

function looking(world: World, api: WebApi): Pick<SlackServer, 'calls' | 'messages' | 'modal' | 'home'> {
  return {
    calls: (method) => (method === undefined ? api.calls : api.calls.filter((each) => each.method === method)),
    messages: (channel, reader) =>
      world.messages.filter(
        (each) => each.channel === channel && !each.deleted && (each.onlyFor === null || each.onlyFor === reader),
      ),
    modal: (user) =>
      [...world.views.values()].findLast((each) => each.userId === user && each.open && each.body['type'] === 'modal'),
    home: (user) => world.homes.get(user),
  };
}

/** Listens on a free port of 127.0.0.1: `/api/METHOD`, `/response/TEAM/ID`, and WebSocket upgrades. */
function listen(parts: { api: WebApi; urls: ResponseUrls; socketMode: SocketMode }): Promise<Listening> {
  const server = createServer((request, response) => {
    void serve(parts, request, response);
  });
  server.on('upgrade', (request, stream, head) => parts.socketMode.upgrade(request, stream, head));
  return listenOnLoopback(server);
}

async function serve(
  parts: { api: WebApi; urls: ResponseUrls },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  sendReply(
    response,
    await answer(parts, request).catch((error: unknown) =>
      jsonReply({ ok: false, error: 'fatal_error', detail: String(error) }, {}, 500),
    ),
  );
}

async function answer({ api, urls }: { api: WebApi; urls: ResponseUrls }, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await text(request);
  const method = /^\/api\/([^/]+)$/.exec(url.pathname)?.[1];
  if (method !== undefined) return api.handle({ method, headers: request.headers, query: url.searchParams, body });
  const responseId = /^\/response\/[^/]+\/([^/]+)$/.exec(url.pathname)?.[1];
  if (responseId !== undefined && request.method === 'POST') return urls.handle(responseId, body);
  return textReply(404, '');
}
