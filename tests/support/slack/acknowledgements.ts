import type { Delivery } from './delivery.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import { Refusal } from './method.ts';
import { changeView, checkView, pushView } from './methods-views.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { View, World } from './world.ts';

/**
 * Does what an acknowledgement's payload says: a command's answer becomes a message, a submission's `response_action`
 * changes the modal. Gives the error code where Slack would show the person that something went wrong.
 */
export function applyAcknowledgement(
  parts: { world: World; urls: ResponseUrls },
  delivery: Delivery,
  payload: unknown,
): string | null {
  try {
    if (delivery.kind === 'slash_commands') answerCommand(parts, delivery.payload, payload);
    else if (delivery.payload['type'] === 'view_submission') answerSubmission(parts.world, delivery.payload, payload);
    else if (delivery.payload['type'] === 'block_suggestion') checkOptions(payload);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function answerCommand({ urls }: { urls: ResponseUrls }, command: Fields, payload: unknown): void {
  if (!isFields(payload) || Object.keys(payload).length === 0) return;
  const text = (name: string) => textOf(command[name]) ?? '';
  urls.respond(
    { teamId: text('team_id'), channel: text('channel_id'), userId: text('user_id'), original: null },
    payload,
    'acknowledgement',
  );
}

/** https://docs.slack.dev/surfaces/modals#updating_response */
function answerSubmission(world: World, submission: Fields, payload: unknown): void {
  const view = world.views.get(textOf(fieldsOf(submission['view'])['id']) ?? '');
  if (!view) return;
  const { response_action: action, view: body, errors } = fieldsOf(payload);
  if (action === undefined) closeView(world, view);
  else if (action === 'clear') clearViews(world, view);
  else if (action === 'errors') checkErrors(view, errors);
  else if (action === 'update' || action === 'push') {
    checkView(body);
    if (action === 'update') changeView(world, view, fieldsOf(body));
    else pushView(world, view, fieldsOf(body));
  } else throw new Refusal('invalid_response_action');
  world.watch.changed();
}

/** Errors are said at blocks that are there, input blocks only. */
function checkErrors(view: View, errors: unknown): void {
  const inputs = listOf(view.body['blocks'])
    .filter((block) => fieldsOf(block)['type'] === 'input')
    .map((block) => fieldsOf(block)['block_id']);
  const said = Object.entries(fieldsOf(errors));
  if (said.length === 0 || !said.every(([id, text]) => inputs.includes(id) && typeof text === 'string')) {
    throw new Refusal('invalid_errors');
  }
}

/** 100 options at most, or groups of them. */
function checkOptions(payload: unknown): void {
  const { options, option_groups: groups } = fieldsOf(payload);
  const given = options ?? groups;
  if (!Array.isArray(given) || given.length > 100) throw new Refusal('invalid_options');
}

/** Takes one view off the stack. */
export function closeView(world: World, view: View): void {
  view.open = false;
  world.watch.changed();
}

/** Closes the whole modal. */
export function clearViews(world: World, view: View): void {
  for (const each of world.views.values()) if (each.rootId === view.rootId) each.open = false;
  world.watch.changed();
}
