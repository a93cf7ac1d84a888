import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How a server answers one request. */
export type Reply = (response: ServerResponse) => void;

export function jsonReply(value: unknown, headers: OutgoingHttpHeaders = {}, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
}

export function xmlReply(xml: string, headers: OutgoingHttpHeaders = {}, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/xml; charset=utf-8', ...headers });
    response.end(xml);
  };
}

export function statusReply(status: number, headers: OutgoingHttpHeaders = {}, body = ''): Reply {
  return (response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** An answer that another one is put into: packed. */
export function gzipReply(text: string, type: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(text));
  };
}

export function redirectReply(location: string): Reply {
  return statusReply(302, { location });
}

/** A page for people where data were asked for: of a proxy, of a maintenance. */
export const htmlReply: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>');
};

/** Takes the request and never says a word. */
export const silence: Reply = () => undefined;

/** Says that an answer comes, sends the beginning, and then nothing. */
export function stall(beginning: string, type = 'application/json'): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(beginning);
  };
}

/** Sends the first half of a text in chunks and drops the connection. */
export function cutReply(text: string, type = 'application/json'): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
  };
}

/** Promises `by` more bytes than there are; fewer when it is negative. */
export function wrongLengthReply(text: string, by: number, type = 'application/json'): Reply {
  return (response) => {
    const bytes = Buffer.from(text);
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length + by, connection: 'close' });
    // A shorter promise is kept: the rest is cut off.
    response.end(bytes.subarray(0, bytes.length + Math.min(0, by)), () => response.destroy());
  };
}

/** A text in another coding than UTF-8. */
export function latin1Reply(text: string, type: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type }).end(Buffer.from(text, 'latin1'));
  };
}

/** A body that never ends; it flows as fast as it is read. */
export function endlessReply(beginning: string, piece: string, type: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(beginning);
    const more = (): void => {
      while (!response.destroyed && response.write(piece)) continue;
    };
    response.on('drain', more);
    more();
  };
}

/** Small on the way and huge when it is unpacked. */
export function gzipBombReply(mebibytes: number, type: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(mebibytes * 1024 * 1024, 0x20)));
  };
}

/** Entities that grow into gigabytes when they are expanded: the billion laughs. */
export const xmlBomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol">
${Array.from({ length: 9 }, (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level || ''};`.repeat(10)}">`).join('\n')}
]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&lol9;</title></feed>`;
