import type { ServerResponse } from 'node:http';

/** What goes back over HTTP, or nothing: the request hangs or its connection is cut. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop' };

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'drop') response.socket?.destroy();
  else response.writeHead(reply.status, reply.headers).end(reply.body);
}
