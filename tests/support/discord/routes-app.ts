import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { ApiError, invalidBody, refuseInvalid } from './api-error.ts';
import { commandIssues, duplicateIssues, mostCommands } from './command-rules.ts';
import { permissionsIn } from './permissions.ts';
import type { Call, Route } from './route.ts';
import { bodyOf, done, guildOf, idParam, ok } from './route.ts';
import { schemaIssues } from './schema.ts';
import { directChannel } from './settle.ts';
import { appView, channelView, commandView, guildView, memberView, roleView, userView } from './views.ts';
import type { Command, User } from './world.ts';

/** What a bot asks about itself, its servers and people, and how it registers its commands. */
export const appRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', token: 'bot', run: (call) => ok(userView(userOf(call, call.world.app.botId))) },
  { method: 'GET', path: '/users/@me/guilds', token: 'bot', run: guilds },
  { method: 'POST', path: '/users/@me/channels', token: 'bot', run: openDirect },
  {
    method: 'GET',
    path: '/users/:user',
    token: 'bot',
    run: (call) => ok(userView(userOf(call, idParam(call, 'user')))),
  },
  { method: 'GET', path: '/applications/@me', token: 'bot', run: (call) => ok(appView(call.world)) },
  { method: 'GET', path: '/oauth2/applications/@me', token: 'bot', run: (call) => ok(appView(call.world)) },
  { method: 'GET', path: '/guilds/:guild', token: 'bot', run: (call) => ok(guildView(guildOf(call))) },
  { method: 'GET', path: '/guilds/:guild/channels', token: 'bot', run: channels },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    token: 'bot',
    run: (call) => ok([...guildOf(call).roles.values()].map(roleView)),
  },
  { method: 'GET', path: '/guilds/:guild/members/:user', token: 'bot', run: member },
  ...['/applications/:app/commands', '/applications/:app/guilds/:guild/commands'].flatMap(commandRoutes),
];

function commandRoutes(path: string): Route[] {
  return [
    {
      method: 'GET',
      path,
      token: 'bot',
      run: (call) => ok(commandsOf(call).map((each) => commandView(call.world, each))),
    },
    { method: 'PUT', path, token: 'bot', run: putCommands },
    { method: 'POST', path, token: 'bot', run: postCommand },
    {
      method: 'GET',
      path: `${path}/:command`,
      token: 'bot',
      run: (call) => ok(commandView(call.world, commandOf(call))),
    },
    {
      method: 'DELETE',
      path: `${path}/:command`,
      token: 'bot',
      run: (call) => {
        call.world.app.commands.delete(commandOf(call).id);
        call.world.watch.changed();
        return done;
      },
    },
  ];
}

function userOf(call: Call, id: string): User {
  const user = call.world.users.get(id);
  if (!user) throw new ApiError(10013);
  return user;
}

function guilds(call: Call) {
  const joined = [...call.world.guilds.values()].filter((each) => each.members.has(call.world.app.botId));
  return ok(
    joined.map((each) => ({
      id: each.id,
      name: each.name,
      icon: null,
      banner: null,
      owner: false,
      permissions: '0',
      features: [],
    })),
  );
}

function channels(call: Call) {
  const guild = guildOf(call);
  // A bot is told of every channel of its server, seen or not, and of no thread.
  const all = [...call.world.channels.values()].filter(
    (each) => each.guildId === guild.id && !each.deleted && each.thread === null,
  );
  return ok(all.map((each) => channelView(call.world, each)));
}

function member(call: Call) {
  const found = guildOf(call).members.get(idParam(call, 'user'));
  if (!found) throw new ApiError(call.world.users.has(idParam(call, 'user')) ? 10007 : 10013);
  return ok(memberView(call.world, found));
}

function openDirect(call: Call) {
  const body = bodyOf(call);
  refuseInvalid(schemaIssues('CreatePrivateChannelRequest', body));
  const id = textOf(body['recipient_id']);
  if (id === undefined)
    throw invalidBody([{ path: ['recipient_id'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]);
  const user = userOf(call, id);
  if (user.id === call.world.app.botId) throw new ApiError(50007);
  const channel = directChannel(call.world, user.id);
  if (permissionsIn(call.world, user.id, channel) === 0n) throw new ApiError(50001);
  return ok(channelView(call.world, channel));
}

/** The guild of the path, or null for commands that are there everywhere. */
function scopeOf(call: Call): string | null {
  if (idParam(call, 'app') !== call.world.app.id) throw new ApiError(50001);
  return call.params['guild'] === undefined ? null : guildOf(call).id;
}

function commandsOf(call: Call): Command[] {
  const scope = scopeOf(call);
  return [...call.world.app.commands.values()].filter((each) => each.guildId === scope);
}

function commandOf(call: Call): Command {
  const found = commandsOf(call).find((each) => each.id === idParam(call, 'command'));
  if (!found) throw new ApiError(10063);
  return found;
}

/** Takes the place of all commands of the scope. One with the type and name of an earlier one keeps its id. */
function putCommands(call: Call) {
  const before = commandsOf(call);
  if (!Array.isArray(call.body))
    throw invalidBody([{ path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType.' }]);
  const bodies = listOf(call.body).map(fieldsOf);
  refuseInvalid([...bodies.flatMap((each, index) => commandIssues(each, [String(index)])), ...duplicateIssues(bodies)]);
  checkCounts(bodies);
  for (const each of before) call.world.app.commands.delete(each.id);
  const made = bodies.map((body) => keep(call, body, before));
  call.world.watch.changed();
  return ok(made.map((each) => commandView(call.world, each)));
}

function postCommand(call: Call) {
  const before = commandsOf(call);
  const body = bodyOf(call);
  refuseInvalid(commandIssues(body, []));
  const others = before.filter((each) => !isSame(each.body, body));
  checkCounts([...others.map((each) => each.body), body]);
  const made = keep(call, body, before);
  call.world.watch.changed();
  return { status: others.length === before.length ? 201 : 200, body: commandView(call.world, made) };
}

function keep(call: Call, body: Fields, before: readonly Command[]): Command {
  const earlier = before.find((each) => isSame(each.body, body));
  const command: Command = {
    id: earlier?.id ?? call.world.nextId(),
    guildId: scopeOf(call),
    version: call.world.nextId(),
    body,
  };
  call.world.app.commands.set(command.id, command);
  return command;
}

function isSame(a: Fields, b: Fields): boolean {
  return a['name'] === b['name'] && (a['type'] ?? 1) === (b['type'] ?? 1);
}

function checkCounts(bodies: readonly Fields[]): void {
  for (const [type, most] of Object.entries(mostCommands)) {
    if (bodies.filter((each) => Number(each['type'] ?? 1) === Number(type)).length > most) throw new ApiError(30032);
  }
}
