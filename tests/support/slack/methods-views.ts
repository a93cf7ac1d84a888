import { viewIssues } from './block-kit.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import type { Call, Method } from './method.ts';
import { Refusal, refuseIssues } from './method.ts';
import { withIds } from './posting.ts';
import type { Trigger, View, World } from './world.ts';

/* https://docs.slack.dev/reference/methods?family=views */

/** A trigger lives three seconds: https://docs.slack.dev/interactivity/handling-user-interaction */
const triggerMs = 3_000;

/** A modal may hold three views, one upon another. */
const stackHeight = 3;

/** 250 kB, by the errors of views.open. */
const viewBytes = 250_000;

const open: Method = {
  takes: { trigger_id: 'string', interactivity_pointer: 'string', view: 'json!' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const body = viewBody(call, 'modal');
    const trigger = useTrigger(call);
    const view = addView(call.world, { teamId: trigger.teamId, userId: trigger.userId, body, previous: null });
    return { view: viewJson(call.world, view) };
  },
};

const push: Method = {
  takes: { trigger_id: 'string', interactivity_pointer: 'string', view: 'json!' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const body = viewBody(call, 'modal');
    const trigger = useTrigger(call);
    const below = trigger.viewId === null ? undefined : call.world.views.get(trigger.viewId);
    if (!below?.open) throw new Refusal('not_found');
    return { view: viewJson(call.world, pushView(call.world, below, body)) };
  },
};

const update: Method = {
  takes: { view_id: 'string', external_id: 'string', hash: 'string', view: 'json!' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const body = viewBody(call, 'modal');
    const externalId = args.text('external_id');
    const view = [...world.views.values()].find((each) => {
      const named =
        externalId === undefined ? each.id === args.text('view_id') : each.body['external_id'] === externalId;
      return named && each.open && each.teamId === call.workspace().id;
    });
    if (!view) throw new Refusal('not_found');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
    return { view: viewJson(world, changeView(world, view, body)) };
  },
};

const publish: Method = {
  takes: { user_id: 'string!', hash: 'string', view: 'json!' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const body = viewBody(call, 'home');
    const userId = args.text('user_id') ?? '';
    const user = world.users.get(userId);
    if (!user || user.teamId !== call.workspace().id) throw new Refusal('user_not_found');
    const before = world.homes.get(userId);
    const hash = args.text('hash');
    if (hash !== undefined && hash !== before?.hash) throw new Refusal('hash_conflict');
    const home = before
      ? changeView(world, before, body)
      : addView(world, { teamId: user.teamId, userId, body, previous: null });
    world.homes.set(userId, home);
    world.watch.changed();
    return { view: viewJson(world, home) };
  },
};

/** A view of the right type that Slack would take. Throws `invalid_arguments` with what is wrong, or `view_too_large`. */
function viewBody(call: Call, type: 'modal' | 'home'): Fields {
  const body = fieldsOf(call.args.json('view'));
  checkView(body);
  if (body['type'] !== type) {
    throw refuseIssues('invalid_arguments', [
      { message: `unsupported type: ${String(body['type'])}`, pointer: '/view/type' },
    ]);
  }
  return body;
}

/** Throws like the methods of views do. */
export function checkView(body: unknown): void {
  if (Buffer.byteLength(JSON.stringify(body ?? null)) > viewBytes) throw new Refusal('view_too_large');
  const issues = viewIssues(body);
  if (issues.length > 0) throw refuseIssues('invalid_arguments', issues);
}

/** Exchanges a trigger: once, and within three seconds of the injected clock. */
function useTrigger(call: Call): Trigger {
  const id = call.args.text('trigger_id') ?? call.args.text('interactivity_pointer');
  if (id === undefined) {
    throw refuseIssues('invalid_arguments', [
      { message: 'missing required field: trigger_id', pointer: '/trigger_id' },
    ]);
  }
  const trigger = call.world.triggers.get(id);
  if (!trigger || trigger.teamId !== call.workspace().id) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (call.world.now() - trigger.issuedAt > triggerMs) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

/** Puts a view upon another. Throws `push_limit_reached`. */
export function pushView(world: World, below: View, body: Fields): View {
  const stack = [...world.views.values()].filter((each) => each.rootId === below.rootId && each.open);
  if (stack.length >= stackHeight) throw new Refusal('push_limit_reached');
  return addView(world, { teamId: below.teamId, userId: below.userId, body, previous: below });
}

function addView(world: World, given: { teamId: string; userId: string; body: Fields; previous: View | null }): View {
  const externalId = textOf(given.body['external_id']) ?? '';
  const taken = [...world.views.values()].some(
    (each) => each.open && each.teamId === given.teamId && each.body['external_id'] === externalId,
  );
  if (externalId !== '' && taken) throw new Refusal('duplicate_external_id');
  const id = world.nextId('V');
  const view: View = {
    id,
    teamId: given.teamId,
    userId: given.userId,
    rootId: given.previous?.rootId ?? id,
    previousId: given.previous?.id ?? null,
    body: namedBody(world, given.body),
    hash: newHash(world),
    open: true,
    values: {},
  };
  world.views.set(id, view);
  world.watch.changed();
  return view;
}

/** Shows other content in a view. What was typed stays where the block and action ids stay. */
export function changeView(world: World, view: View, body: Fields): View {
  view.body = namedBody(world, body);
  view.hash = newHash(world);
  const kept = new Map<string, Readonly<Record<string, Fields>>>();
  for (const block of listOf(view.body['blocks'])) {
    const blockId = textOf(fieldsOf(block)['block_id']) ?? '';
    const typed = view.values[blockId];
    if (typed) kept.set(blockId, typed);
  }
  view.values = Object.fromEntries(kept);
  world.watch.changed();
  return view;
}

const namedBody = (world: World, body: Fields): Fields => ({ ...body, blocks: withIds(world, listOf(body['blocks'])) });
const newHash = (world: World): string => `${Math.floor(world.now() / 1_000)}.${world.nextId('h').toLowerCase()}`;

/** A view as the Web API and payloads show it. */
export function viewJson(world: World, view: View): Fields {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    title: null,
    close: null,
    submit: null,
    ...view.body,
    id: view.id,
    team_id: view.teamId,
    app_id: world.app.id,
    app_installed_team_id: view.teamId,
    bot_id: world.workspaces.get(view.teamId)?.botId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    state: { values: view.values },
  };
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
