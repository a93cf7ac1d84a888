import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, parseJson, textOf } from '../fields.ts';
import { ApiError, invalidBody } from './api-error.ts';
import { bitsOf, permissionsIn } from './permissions.ts';
import type { Permission } from './permissions.ts';
import type { Channel, Guild, Message, World } from './world.ts';

export type GivenFile = { readonly field: string; readonly name: string; readonly size: number; readonly text: string };

/** One request, after its route was found and its token was checked. */
export type Call = {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, or that of `payload_json`; undefined without one. */
  readonly body: unknown;
  readonly files: readonly GivenFile[];
};

/** 204 has no body. */
export type Done = { readonly status: number; readonly body?: unknown };

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for what varies. */
  readonly path: string;
  /** `none`: the token of an interaction in the path is all it needs. */
  readonly token: 'bot' | 'none';
  readonly run: (call: Call) => Done;
};

export const ok = (body: unknown): Done => ({ status: 200, body });
export const done: Done = { status: 204 };

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** An id of the path: Discord answers 50035 to anything that is no snowflake. */
export function idParam(call: Call, name: string): string {
  const value = param(call, name);
  if (!/^\d{1,20}$/.test(value))
    throw invalidBody([
      { path: [`${name}_id`], code: 'NUMBER_TYPE_COERCE', message: `Value "${value}" is not snowflake.` },
    ]);
  return value;
}

export function bodyOf(call: Call): Fields {
  return fieldsOf(call.body);
}

/** The channel of the path as the bot may see it: 10003 where there is none, 50001 where it may not look. */
export function channelOf(call: Call, id = idParam(call, 'channel')): Channel {
  const channel = call.world.channels.get(id);
  if (!channel || channel.deleted) throw new ApiError(10003);
  if (permissionsIn(call.world, call.world.app.botId, channel) === 0n) throw new ApiError(50001);
  return channel;
}

export function guildOf(call: Call): Guild {
  const guild = call.world.guilds.get(idParam(call, 'guild'));
  if (!guild) throw new ApiError(10004);
  if (!guild.members.has(call.world.app.botId)) throw new ApiError(50001);
  return guild;
}

/** A message of the channel that everybody can see. */
export function messageOf(call: Call, channel: Channel, id = idParam(call, 'message')): Message {
  const message = call.world.messages.get(id);
  if (!message || message.deleted || message.channelId !== channel.id || message.onlyFor !== null)
    throw new ApiError(10008);
  return message;
}

/** 50013 where the bot lacks one of these. */
export function need(call: Call, channel: Channel, ...needed: Permission[]): void {
  const bits = bitsOf(needed);
  if ((permissionsIn(call.world, call.world.app.botId, channel) & bits) !== bits) throw new ApiError(50013);
}

/** A whole number of the query between two others, 50035 otherwise. */
export function limitOf(call: Call, fallback: number, most: number): number {
  const text = call.query.get('limit');
  const value = text === null ? fallback : Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  const code = value < 1 ? 'NUMBER_TYPE_MIN' : 'NUMBER_TYPE_MAX';
  throw invalidBody([{ path: ['limit'], code, message: `int value should be between 1 and ${most}.` }]);
}

/** Reads a body by its content type. */
export async function readCallBody(type: string, bytes: Buffer): Promise<{ body: unknown; files: GivenFile[] }> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) {
    const body = parseJson(bytes.toString('utf8'));
    if (body === undefined) throw new ApiError(50109);
    return { body, files: [] };
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const files: GivenFile[] = [];
  for (const [field, value] of form) {
    if (typeof value !== 'string') files.push({ field, name: value.name, size: value.size, text: await value.text() });
  }
  const json = textOf(form.get('payload_json'));
  return { body: json === undefined ? {} : parseJson(json), files };
}

/** What a message keeps of its uploads. */
export function attachmentsOf(call: Call, body: Fields): Fields[] {
  const told = listOf(body['attachments']).map(fieldsOf);
  return call.files.map((file) => {
    const index = /\d+/.exec(file.field)?.[0] ?? '';
    const { description } = told.find((each) => String(each['id']) === index) ?? {};
    const id = call.world.nextId();
    return {
      id,
      filename: file.name,
      size: file.size,
      url: `https://cdn.discordapp.com/attachments/1/${id}/${file.name}`,
      proxy_url: `https://media.discordapp.net/attachments/1/${id}/${file.name}`,
      ...(typeof description === 'string' ? { description } : {}),
      // Kept beside Discord's own fields, so that tests can read what was sent.
      text: file.text,
    };
  });
}
