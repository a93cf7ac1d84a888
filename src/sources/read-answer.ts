import { TextDecoder } from 'node:util';

import { SourceError } from './source-error.ts';

/** What an answer says of its version; given back with the next question. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

export type HttpText = { readonly text: string; readonly validators: Validators | null };

/** Servers of plain files call everything so. */
const VAGUE = ['text/plain', 'application/octet-stream'];

/**
 * The text of an answer of status 200, unpacked. Throws a {@link SourceError} when it says to be something else, is longer
 * than `maxBytes`, or is not UTF-8, whatever it says of its characters: both of our formats are UTF-8 at every source, and a
 * wrong guess would be kept in the store.
 */
export async function readAnswer(
  name: string,
  response: Response,
  { format, maxBytes }: { readonly format: 'json' | 'xml'; readonly maxBytes: number },
): Promise<HttpText> {
  if (response.status !== 200)
    throw new SourceError(`${name} gave an answer of an unknown kind (status ${response.status}).`);
  const type = (response.headers.get('content-type') ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
  if (type !== '' && !VAGUE.includes(type) && !new RegExp(`[/+]${format}$`).test(type)) {
    const what = type.endsWith('html') ? 'a web page' : 'something else';
    throw new SourceError(
      `${name} gave ${what} instead of ${format.toUpperCase()}. Check its address in the settings.`,
    );
  }
  const bytes = await boundedBytes(name, response, maxBytes);
  return { text: decoded(name, bytes), validators: validatorsOf(response.headers) };
}

async function boundedBytes(name: string, response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxBytes) {
      throw new SourceError(
        `${name} gave an answer of more than ${Math.ceil(maxBytes / 1024 / 1024)} MiB; it was not read.`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function decoded(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SourceError(`${name} gave a text that is not valid UTF-8; it was not read.`, { cause });
  }
}

/** A longer one would fill the memory of whoever keeps it. */
const MOST_VALIDATOR = 256;

function validatorsOf(headers: Headers): Validators | null {
  const value = (header: string): string | null => {
    const text = headers.get(header);
    return text !== null && text.length <= MOST_VALIDATOR ? text : null;
  };
  const validators = { etag: value('etag'), lastModified: value('last-modified') };
  return validators.etag === null && validators.lastModified === null ? null : validators;
}
