import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryError } from '../../../src/platforms/discord/errors.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { botToken, drop, hang, refuse, reply, smallDiscord, status } from './small-discord.ts';
import type { Fault, SmallDiscord } from './small-discord.ts';

let discord: SmallDiscord;

beforeEach(async () => {
  discord = await smallDiscord();
});

afterEach(() => discord.close());

const route = '/channels/1/messages';

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  const failed: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(failed).not.toBeNull();
  return failed;
}

/** What becomes of a post that meets `fault`, through discord.js' own client. */
async function failureOf(fault: Fault, timeoutMs?: number): Promise<DeliveryError> {
  discord.meet(fault);
  const body = { content: 'a secret word' };
  const error = await errorOf(discord.call(timeoutMs)({ method: 'POST', route, body }));
  const failed = deliveryError(error);
  expect(failed.cause).toBe(error);
  const told = JSON.stringify([failed.message, failed.failure]);
  expect(told).not.toContain(botToken);
  expect(told).not.toContain('secret word');
  expect(told).not.toContain('nobody should decide');
  return failed;
}

describe("Discord's codes", () => {
  it.each([
    ['gone', [10_003, 10_004, 10_013]],
    ['forbidden', [50_001, 50_013, 50_007, 50_278, 50_083, 160_005, 160_006, 40_066, 40_067, 40_058, 50_008, 60_003]],
    ['rejected', [50_035, 50_006, 50_109, 40_005, 200_000, 200_001, 240_000]],
    ['busy', [20_028, 20_029, 20_016, 40_003, 40_004, 40_006, 40_062, 130_000, 40_333]],
    ['unknown', [99_999, 10_062]],
  ])('of the kind %s', async (kind, codes) => {
    for (const code of codes) {
      const failed = await failureOf(refuse(code, kind === 'gone' ? 404 : 403));
      expect([code, failed.failure.kind]).toEqual([code, kind]);
      expect(failed.message).toBe(`Discord: ${code}`);
    }
  });

  it('may say how long to wait', async () => {
    const { failure } = await failureOf(refuse(20_016, 400, { retry_after: 42.5 }));
    expect(failure).toEqual({ kind: 'busy', retryAfterMs: 42_500 });
  });
});

const remedyOf =
  (code: number, missing: readonly string[] = []) =>
  async () => {
    discord.meet(refuse(code));
    const error = await errorOf(discord.call()({ method: 'POST', route }));
    const { failure } = deliveryError(error, { botName: 'Paperboy', missing });
    return failure.kind === 'forbidden' ? failure.remedy : '';
  };

describe('a remedy', () => {
  it('names the permission that is missing, and who can give it', async () => {
    expect(await remedyOf(50_013, ['Send Messages', 'Embed Links'])()).toBe(
      'Paperboy needs the permissions “Send Messages”, “Embed Links”. Somebody who may manage the channel can give it: Edit Channel → Permissions → Paperboy.',
    );
    expect(await remedyOf(50_013)()).toContain('needs a permission here');
    expect(await remedyOf(50_001)()).toContain('the permission “View Channel”');
    expect(await remedyOf(50_007)()).toContain('allow direct messages');
  });

  it('of a token that is refused names whoever runs the bot', async () => {
    const { failure } = await failureOf(
      status(401, { 'content-type': 'application/json' }, '{"message":"401","code":0}'),
    );
    expect(failure).toMatchObject({ kind: 'forbidden', remedy: expect.stringContaining('new token') as unknown });
  });
});

describe('failures below the codes', () => {
  it('obeys the time that Discord asks for', async () => {
    const limited = { message: 'You are being rate limited.', retry_after: 7, global: false };
    const { failure } = await failureOf((response) => reply(response, limited, 429, { 'retry-after': '7' }));
    expect(failure.kind).toBe('busy');
    expect(failure.kind === 'busy' && failure.retryAfterMs).toBeGreaterThanOrEqual(7000);
    expect(discord.calls).toHaveLength(1);
  });

  it('obeys it when it holds for everything', async () => {
    const headers = { 'retry-after': '30', 'x-ratelimit-global': 'true' };
    const call = discord.call();
    discord.meet(status(429, headers));
    const first = deliveryError(await errorOf(call({ method: 'POST', route })));
    const second = deliveryError(await errorOf(call({ method: 'GET', route: '/channels/2' })));
    for (const { failure } of [first, second]) {
      expect(failure.kind === 'busy' && failure.retryAfterMs).toBeGreaterThan(29_000);
    }
    expect(discord.calls).toHaveLength(1);
  });

  it('waits itself for a limit that passes at once, and sends the post once more', async () => {
    discord.meet(status(429, { 'retry-after': '0.05' }));
    await discord.call()({ method: 'POST', route, body: { content: 'a' } });
    expect(discord.messages).toHaveLength(1);
    expect(discord.calls).toHaveLength(2);
  });

  it('never turns a refusal without a time into a loop', async () => {
    const { failure } = await failureOf(status(429));
    expect(failure).toEqual({ kind: 'busy', retryAfterMs: 1000 });
    expect(discord.calls).toHaveLength(1);
  });

  it.each<[string, Fault, number?]>([
    ['an error of the server', status(500, {}, 'oops')],
    ['an error of a gateway', status(502, {}, `<html>${botToken}</html>`)],
    ['a page that is no answer', status(404, {}, `<html>${botToken}</html>`)],
    [
      'an answer that is cut off',
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '99' })
          .write('{"id":', () => response.destroy()),
    ],
    ['a dropped connection', drop],
    ['no answer in time', hang, 100],
  ])('does not know whether it arrived after %s, and does not send again', async (_, fault, timeout) => {
    expect((await failureOf(fault, timeout)).failure).toEqual({ kind: 'unknown' });
    expect(discord.calls).toHaveLength(1);
  });

  it('keeps still where something before Discord shuts us out', async () => {
    expect((await failureOf(status(403, {}, '<html>'))).failure).toEqual({ kind: 'busy', retryAfterMs: 900_000 });
    expect((await failureOf(status(413))).failure).toEqual({ kind: 'rejected' });
  });

  it('knows that nothing was sent without a connection', async () => {
    const call = discord.call();
    await discord.close();
    expect(deliveryError(await errorOf(call({ method: 'GET', route })))).toMatchObject({
      failure: { kind: 'busy', retryAfterMs: 30_000 },
      message: 'Discord: no connection (ECONNREFUSED)',
    });
  });

  it('works again after a refusal of the token that was a mistake', async () => {
    const call = discord.call();
    discord.meet(refuse(0, 401));
    await errorOf(call({ method: 'POST', route, body: {} }));
    await call({ method: 'POST', route, body: {} });
    expect(discord.messages).toHaveLength(1);
  });

  it('leaves a failure that is already told as it is', () => {
    const told = new DeliveryError({ kind: 'gone' }, 'told');
    expect(deliveryError(told)).toBe(told);
    expect(deliveryError('a text').failure).toEqual({ kind: 'unknown' });
  });
});
