import type { Faults } from './faults.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, parseJson } from '../fields.ts';
import { readArguments, Refusal } from './method.ts';
import { contentOf, storeMessage } from './posting.ts';
import type { Reply } from '../http-reply.ts';
import { faultReply, jsonReply, textReply } from './reply.ts';
import { workspaceOf } from './settle.ts';
import type { Message, World } from './world.ts';

/** Five uses within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const mostUses = 5;
const lifeMs = 30 * 60_000;

export type ResponseUrl = {
  readonly id: string;
  readonly teamId: string;
  readonly channel: string;
  readonly userId: string;
  /** The message that was pressed, which `replace_original` and `delete_original` mean; null for a command. */
  original: Message | null;
  readonly issuedAt: number;
  uses: number;
};

export type ResponseUrls = {
  readonly all: ReadonlyMap<string, ResponseUrl>;
  /** A new address for one interaction. */
  readonly issue: (given: Pick<ResponseUrl, 'teamId' | 'channel' | 'userId' | 'original'>) => string;
  /** Answers a POST to the address with that id. */
  readonly handle: (id: string, body: string) => Reply;
  /** Shows what an acknowledgement said: the same fields as a response_url body. Throws a {@link Refusal}. */
  readonly respond: (
    target: Pick<ResponseUrl, 'teamId' | 'channel' | 'userId' | 'original'>,
    body: Fields,
    via: string,
  ) => Message | null;
};

const takes = {
  text: 'string',
  blocks: 'json',
  attachments: 'json',
  markdown_text: 'string',
  metadata: 'json',
  response_type: 'string',
  replace_original: 'boolean',
  delete_original: 'boolean',
  thread_ts: 'string',
  mrkdwn: 'boolean',
  parse: 'string',
  link_names: 'boolean',
  unfurl_links: 'boolean',
  unfurl_media: 'boolean',
} as const;

export function createResponseUrls(parts: {
  world: World;
  faults: Faults;
  origin: () => string;
  strict: boolean;
}): ResponseUrls {
  const { world } = parts;
  const all = new Map<string, ResponseUrl>();

  const respond: ResponseUrls['respond'] = (target, body, via) => {
    const args = readArguments(body, takes, parts.strict);
    const { original } = target;
    if (args.flag('delete_original')) {
      if (original) original.deleted = true;
      world.watch.changed();
      return null;
    }
    const said = contentOf(world, args);
    if (args.flag('replace_original') && original && !original.deleted) {
      Object.assign(original, {
        text: said.text,
        blocks: said.blocks,
        attachments: said.attachments,
        edited: original.onlyFor === null,
      });
      world.watch.changed();
      return original;
    }
    const type = args.text('response_type') ?? 'ephemeral';
    if (type !== 'ephemeral' && type !== 'in_channel') throw new Refusal('invalid_payload');
    const { botUserId, botId } = workspaceOf(world, target.teamId);
    return storeMessage(world, {
      ...said,
      teamId: target.teamId,
      channel: target.channel,
      user: botUserId,
      botId,
      thread: args.text('thread_ts') ?? null,
      onlyFor: type === 'ephemeral' ? target.userId : null,
      via,
    });
  };

  return {
    all,
    respond,
    issue: (given) => {
      const id = world.nextId('R');
      all.set(id, { ...given, id, issuedAt: world.now(), uses: 0 });
      return `${parts.origin()}/response/${given.teamId}/${id}`;
    },
    handle: (id, body) => {
      const url = all.get(id);
      if (!url) return textReply(404, 'no_service');
      const fault = parts.faults.take('response_url', fieldsOf(parseJson(body)));
      if (fault && fault.when !== 'after') return faultReply(fault);
      const reply = use(url, body, respond, world.now());
      return fault ? faultReply(fault) : reply;
    },
  };
}

/** Refusals of a webhook are a bare word with HTTP 400; a spent address answers JSON with HTTP 404. */
function use(url: ResponseUrl, body: string, respond: ResponseUrls['respond'], now: number): Reply {
  if (now - url.issuedAt > lifeMs) return jsonReply({ ok: false, error: 'expired_url' }, {}, 404);
  if (url.uses >= mostUses) return jsonReply({ ok: false, error: 'used_url' }, {}, 404);
  const fields = parseJson(body);
  if (!isFields(fields)) return textReply(400, 'invalid_payload');
  url.uses += 1;
  try {
    respond(url, fields, 'response_url');
    return textReply(200, 'ok');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return textReply(400, error.message === 'invalid_arguments' ? 'invalid_payload' : error.message);
  }
}
