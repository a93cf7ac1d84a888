import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { respond } from '../../../src/platforms/slack/response-url.ts';

const server = createServer((request, response) => {
  request.resume();
  // More than what comes along with the head of an answer.
  request.on('end', () => response.end('ok '.repeat(100_000)));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

it('answers over the connections that there are', async () => {
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  const url = `http://127.0.0.1:${address.port}/`;
  const how = { twice: 'by-one', wait: () => Promise.reject(new Error('Expected no second try')) } as const;
  for (let times = 0; times < 5; times += 1) expect(await respond(url, { text: 'x' }, how)).toBe('taken');
  // fetch opens a second one when the first is not quite free.
  expect(connections).toBeLessThanOrEqual(2);
});
