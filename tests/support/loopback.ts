import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export type Listening = {
  /** As `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Cuts every connection. */
  readonly close: () => Promise<void>;
};

/** The server, on a free port of 127.0.0.1. */
export async function listenOnLoopback(server: Server): Promise<Listening> {
  // An upgraded connection is no longer the HTTP server's to close.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port to listen on');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
