import { MessageFlags } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf } from '../fields.ts';
import { ApiError, invalidBody, refuseInvalid } from './api-error.ts';
import type { Issue } from './api-error.ts';
import { mentionIssues } from './mentions.ts';
import { isEmptyMessage, messageIssues, messageRules } from './message-rules.ts';
import { modalRules } from './modal-rules.ts';
import { addMessage, changeMessage, removeMessage } from './posting.ts';
import type { Call, Done, Route } from './route.ts';
import { attachmentsOf, bodyOf, done, ok, param } from './route.ts';
import { checkEdited } from './routes-messages.ts';
import { schemaIssues } from './schema.ts';
import { messageView } from './views.ts';
import type { Interaction, InteractionKind, Message } from './world.ts';

/*
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */

/** The first response must be there within three seconds; the token lives for fifteen minutes. */
export const firstResponseMs = 3_000;
const tokenMs = 15 * 60_000;
/** Follow-ups where only the person's installation brought the app. */
const mostFollowups = 5;

const webhook = '/webhooks/:app/:token';

export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', token: 'none', run: callback },
  { method: 'POST', path: webhook, token: 'none', run: followUp },
  {
    method: 'GET',
    path: `${webhook}/messages/:message`,
    token: 'none',
    run: (call) => ok(messageView(call.world, messageIn(call))),
  },
  { method: 'PATCH', path: `${webhook}/messages/:message`, token: 'none', run: edit },
  { method: 'DELETE', path: `${webhook}/messages/:message`, token: 'none', run: remove },
];

/** The types of a first response. */
const types = { say: 4, think: 5, thinkUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** Which first responses each kind takes. */
const takes: Readonly<Record<InteractionKind, readonly number[]>> = {
  command: [types.say, types.think, types.modal],
  component: [types.say, types.think, types.thinkUpdate, types.update, types.modal],
  autocomplete: [types.choices],
  modal: [types.say, types.think, types.thinkUpdate, types.update],
};

/** The description of the body for each first response. */
const described: Readonly<Record<number, string>> = {
  [types.say]: 'CreateMessageInteractionCallbackRequest',
  [types.think]: 'CreateMessageInteractionCallbackRequest',
  [types.thinkUpdate]: 'UpdateMessageInteractionCallbackRequest',
  [types.update]: 'UpdateMessageInteractionCallbackRequest',
  [types.choices]: 'ApplicationCommandAutocompleteCallbackRequest',
  [types.modal]: 'ModalInteractionCallbackRequest',
};

function callback(call: Call): Done {
  const { world } = call;
  const interaction = world.interactions.get(param(call, 'interaction'));
  if (!interaction || interaction.token !== param(call, 'token')) throw new ApiError(10062);
  if (interaction.callback !== null) throw new ApiError(40060);
  if (interaction.expired || world.now() - interaction.createdAt > firstResponseMs) throw new ApiError(10062);
  const body = bodyOf(call);
  const type = Number(body['type']);
  checkCallback(call, interaction, type, body);
  const data = fieldsOf(body['data']);
  interaction.callback = { type, data, at: world.now() };
  const message = respond(call, interaction, type, data);
  world.watch.changed();
  if (call.query.get('with_response') !== 'true') return done;
  return ok({
    interaction: outline(interaction, message),
    resource: { type, ...(message ? { message: messageView(world, message) } : {}) },
  });
}

function checkCallback(call: Call, interaction: Interaction, type: number, body: Fields): void {
  const allowed = takes[interaction.kind].filter(
    (each) => (each !== types.update && each !== types.thinkUpdate) || interaction.sourceId !== null,
  );
  if (!allowed.includes(type)) {
    throw invalidBody([
      { path: ['type'], code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${allowed.join(', ')}}.` },
    ]);
  }
  refuseInvalid(schemaIssues(described[type] ?? '', body));
  const data = fieldsOf(body['data']);
  if (type === types.modal) refuseInvalid(modalRules(data));
  const isMessage = type === types.say || type === types.update;
  if (isMessage) refuseInvalid([...messageRules(data), ...mentionIssues(data)].map(inData));
  if (type === types.say && isEmptyMessage(data, call.files.length)) throw new ApiError(50006);
}

const inData = (issue: Issue): Issue => ({ ...issue, path: ['data', ...issue.path] });

/** Does what the first response says. Gives the message that it made or changed. */
function respond(call: Call, interaction: Interaction, type: number, data: Fields): Message | undefined {
  const { world } = call;
  if (type === types.say || type === types.think) {
    interaction.loading = type === types.think;
    const message = say(call, interaction, interaction.loading ? { flags: data['flags'] } : data, 'callback');
    if (interaction.loading) message.flags |= MessageFlags.Loading;
    interaction.originalId = message.id;
    return message;
  }
  const source = world.messages.get(interaction.sourceId ?? '');
  if (type === types.update || type === types.thinkUpdate) interaction.originalId = source?.id ?? null;
  if (type !== types.update || !source) return undefined;
  checkEdited(source, data);
  changeMessage(world, source, data, attachmentsOf(call, data));
  return source;
}

/** A message in the place of the interaction, by the app: channel permissions do not matter, ephemeral ones are private. */
function say(call: Call, interaction: Interaction, body: Fields, via: string): Message {
  const channel = call.world.channels.get(interaction.channelId);
  if (!channel) throw new ApiError(10003);
  const isPrivate = (Number(body['flags'] ?? 0) & MessageFlags.Ephemeral) !== 0;
  return addMessage(call.world, {
    channel,
    authorId: call.world.app.botId,
    body,
    via,
    type: via === 'callback' && interaction.kind === 'command' ? 20 : 0,
    attachments: attachmentsOf(call, body),
    interactionId: interaction.id,
    onlyFor: isPrivate ? interaction.userId : null,
  });
}

function outline(interaction: Interaction, message: Message | undefined): Fields {
  return {
    id: interaction.id,
    type: interaction.payload['type'],
    channel_id: interaction.channelId,
    ...(interaction.guildId === null ? {} : { guild_id: interaction.guildId }),
    ...(message
      ? {
          response_message_id: message.id,
          response_message_loading: interaction.loading,
          response_message_ephemeral: message.onlyFor !== null,
        }
      : {}),
  };
}

/** The interaction whose token is in the path of a webhook, once it has had its first response. */
function answered(call: Call): Interaction {
  const interaction = call.world.tokens.get(param(call, 'token'));
  if (!interaction || param(call, 'app') !== call.world.app.id) throw new ApiError(10015);
  if (call.world.now() - interaction.createdAt > tokenMs) throw new ApiError(50027);
  if (interaction.callback === null) throw new ApiError(10015);
  return interaction;
}

function messageIn(call: Call): Message {
  const interaction = answered(call);
  const named = param(call, 'message');
  const id = named === '@original' ? interaction.originalId : named;
  const message = call.world.messages.get(id ?? '');
  const own = id === interaction.originalId || interaction.followups.includes(id ?? '');
  if (!message || message.deleted || !own) throw new ApiError(10008);
  return message;
}

function followUp(call: Call): Done {
  const interaction = answered(call);
  const body = bodyOf(call);
  refuseInvalid([...messageIssues('IncomingWebhookRequestPartial', body), ...mentionIssues(body)]);
  if (isEmptyMessage(body, call.files.length)) throw new ApiError(50006);
  // After a deferred response the first follow-up is that response; it stays as private as it was begun.
  if (interaction.loading) return ok(messageView(call.world, fill(call, interaction, body)));
  if (interaction.userInstalled && interaction.followups.length >= mostFollowups) throw new ApiError(40094);
  const message = say(call, interaction, body, 'followup');
  interaction.followups.push(message.id);
  call.world.watch.changed();
  return ok(messageView(call.world, message));
}

function edit(call: Call): Done {
  const interaction = answered(call);
  const message = messageIn(call);
  const body = bodyOf(call);
  refuseInvalid([...messageIssues('IncomingWebhookUpdateRequestPartial', body), ...mentionIssues(body)]);
  checkEdited(message, {
    ...body,
    ...(call.files.length > 0 ? { attachments: listOf(body['attachments']).concat(call.files) } : {}),
  });
  if (interaction.loading && message.id === interaction.originalId)
    return ok(messageView(call.world, fill(call, interaction, body)));
  changeMessage(call.world, message, body, attachmentsOf(call, body));
  return ok(messageView(call.world, message));
}

/** Puts the answer into the place of "is thinking". */
function fill(call: Call, interaction: Interaction, body: Fields): Message {
  const message = call.world.messages.get(interaction.originalId ?? '');
  if (!message || message.deleted) throw new ApiError(10008);
  interaction.loading = false;
  message.flags &= ~MessageFlags.Loading;
  changeMessage(call.world, message, body, attachmentsOf(call, body));
  return message;
}

function remove(call: Call): Done {
  const interaction = answered(call);
  const message = messageIn(call);
  if (message.id === interaction.originalId) interaction.loading = false;
  removeMessage(call.world, message);
  return done;
}
