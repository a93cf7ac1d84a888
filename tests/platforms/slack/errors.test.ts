import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryError } from '../../../src/platforms/slack/errors.ts';
import { remedies } from '../../../src/platforms/slack/remedies.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { botToken, drop, hang, refuse, smallSlack, status } from './small-slack.ts';
import type { Fault, SmallSlack } from './small-slack.ts';

let slack: SmallSlack;

beforeEach(async () => {
  slack = await smallSlack();
});

afterEach(() => slack.close());

/** What becomes of a call that meets `fault`, through Slack's own client. */
async function failureOf(fault: Fault, timeout?: number): Promise<DeliveryError> {
  slack.meet(fault);
  const error = await slack
    .client(timeout)
    .conversations.history({ channel: 'C1' })
    .then(
      () => null,
      (caught: unknown) => caught,
    );
  expect(error).not.toBeNull();
  const failed = deliveryError(error);
  expect(failed.cause).toBe(error);
  expect(JSON.stringify([failed.message, failed.failure])).not.toContain(botToken);
  return failed;
}

describe("Slack's codes", () => {
  it.each([
    ['gone', ['is_archived', 'thread_not_found', 'user_not_found', 'user_disabled', 'cannot_dm_bot', 'team_not_found']],
    [
      'forbidden',
      [
        'not_in_channel',
        'channel_not_found',
        'restricted_action',
        'restricted_action_read_only_channel',
        'restricted_action_thread_only_channel',
        'restricted_action_non_threadable_channel',
        'restricted_action_thread_locked',
        'ekm_access_denied',
        'no_permission',
        'messages_tab_disabled',
        'missing_scope',
        'team_access_not_granted',
        'posting_to_general_channel_denied',
        'access_denied',
        'org_login_required',
        'not_allowed_token_type',
        'invalid_auth',
        'not_authed',
        'account_inactive',
        'token_revoked',
        'token_expired',
      ],
    ],
    [
      'rejected',
      [
        'invalid_blocks',
        'invalid_blocks_format',
        'msg_blocks_too_long',
        'msg_too_long',
        'invalid_attachments',
        'metadata_too_large',
        'invalid_metadata_format',
        'markdown_text_conflict',
        'too_many_attachments',
        'invalid_arguments',
        'no_text',
      ],
    ],
    [
      'busy',
      [
        'ratelimited',
        'rate_limited',
        'service_unavailable',
        'request_timeout',
        'team_added_to_org',
        'message_limit_exceeded',
      ],
    ],
    ['unknown', ['internal_error', 'fatal_error', 'a_code_of_next_year', 'constructor', 'to_string']],
  ])('of the kind %s', async (kind, codes) => {
    for (const code of codes) {
      const failed = await failureOf(refuse(code));
      expect([code, failed.failure.kind]).toEqual([code, kind]);
      expect(failed.message).toBe(`Slack: ${code}`);
    }
  });
});

const remedyOf = async (fault: Fault) => {
  const { failure } = await failureOf(fault);
  return failure.kind === 'forbidden' ? failure.remedy : '';
};

describe('a remedy', () => {
  it('of any code names the bot, a person to ask, or another place, and is no jargon', () => {
    for (const [code, remedy] of remedies) {
      const words = remedy({ botName: 'paperboy', scope: null });
      expect([code, words]).toEqual([code, expect.stringMatching(/\/invite @paperboy|Ask |[Cc]hoose /u)]);
      expect([code, words]).toEqual([code, expect.not.stringContaining(code)]);
    }
  });

  it('says how to invite the bot', async () => {
    expect(await remedyOf(refuse('not_in_channel'))).toBe('Invite me to the channel: /invite @paperboy');
    expect(await remedyOf(refuse('channel_not_found'))).toContain('/invite @paperboy');
  });

  it('names the scope that is missing', async () => {
    const needed = 'chat:write,chat:write.public';
    expect(await remedyOf(refuse('missing_scope', { needed, provided: 'commands' }))).toContain(
      'add the scope chat:write, chat:write.public and',
    );
    expect(await remedyOf(refuse('missing_scope', { needed: '<!channel>' }))).not.toContain('<');
  });

  it('names an admin, or whoever runs the bot', async () => {
    expect(await remedyOf(refuse('restricted_action_read_only_channel'))).toContain('Ask an admin');
    expect(await remedyOf(refuse('token_revoked'))).toContain('new bot token');
  });
});

const tooManyWithTime: Fault = (response, call) => {
  response.setHeader('retry-after', '11');
  refuse('ratelimited')(response, call);
};

describe('failures below the codes', () => {
  it('obeys the time that Slack asks for', async () => {
    const { failure } = await failureOf(status(429, { 'retry-after': '7' }));
    expect(failure).toEqual({ kind: 'busy', retryAfterMs: 7000 });
  });

  it('never turns a wait of nothing into a loop', async () => {
    const { failure } = await failureOf(status(429, { 'retry-after': '0' }));
    expect(failure).toEqual({ kind: 'busy', retryAfterMs: 1000 });
  });

  it('reads a time beside a code', async () => {
    expect((await failureOf(tooManyWithTime)).failure).toEqual({ kind: 'busy', retryAfterMs: 11_000 });
  });

  it.each<[string, Fault, number?]>([
    ['a 429 without a time', status(429)],
    ['an error of the server', status(500, {}, 'oops')],
    ['an error of a gateway', status(503, {}, '<html>xoxb-000-secret</html>')],
    ['a page that is no answer', status(200, {}, '<html>xoxb-000-secret</html>')],
    [
      'an answer that is cut off',
      (response) => void response.writeHead(200, { 'content-length': '99' }).write('{"ok":', () => response.destroy()),
    ],
    ['a dropped connection', drop],
    ['no answer in time', hang, 100],
  ])('does not know whether it arrived after %s', async (_, fault, timeout) => {
    expect((await failureOf(fault, timeout)).failure).toEqual({ kind: 'unknown' });
  });

  it('refuses what is too large', async () => {
    expect((await failureOf(status(413))).failure).toEqual({ kind: 'rejected' });
  });

  it('knows that nothing was sent without a connection', async () => {
    const client = slack.client();
    await slack.close();
    const error: unknown = await client.auth.test().catch((caught: unknown) => caught);
    expect(deliveryError(error)).toMatchObject({
      failure: { kind: 'busy', retryAfterMs: 30_000 },
      message: 'Slack: no connection (ECONNREFUSED)',
    });
  });

  it('leaves a failure that is already told as it is', () => {
    const told = new DeliveryError({ kind: 'gone' }, 'told');
    expect(deliveryError(told)).toBe(told);
    expect(deliveryError('a text').failure).toEqual({ kind: 'unknown' });
  });
});
