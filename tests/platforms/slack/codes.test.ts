import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import type { Fault } from '../../support/slack/faults.ts';
import { card, openSlack } from './slack-world.ts';
import type { SlackWorld } from './slack-world.ts';

/* What becomes of a post that Slack refuses, code by code: its kind, how often it was sent, and the words for people. */

let world: SlackWorld;
let pass: (ms: number) => void;
beforeEach(async () => {
  let time = Date.parse('2026-11-24T12:00:00Z');
  pass = (ms) => (time += ms);
  world = await openSlack('socket', undefined, { parts: { now: () => new Date(time) } });
  await world.start();
});
afterEach(() => world.end());

/** Posts, and meets that fault as often as it is sent. */
async function failureOf(fault: Fault) {
  const { server, platform, lab } = world;
  const script = server.fault('chat.postMessage', fault, { times: Infinity });
  const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
  const error: unknown = await platform.post(place, card('Paper of the day'), 'key:2026-11-24').catch((cause) => cause);
  script.clear();
  // What Slack wanted for one post is over before the next.
  pass(2 * 3_600_000);
  if (!(error instanceof DeliveryError)) throw new Error('Expected a DeliveryError', { cause: error });
  return { ...error.failure, sent: script.used() };
}

const refuse = (error: string) => failureOf({ kind: 'error', error });

const admin = 'The workspace does not let paperboy post here. Ask an admin of the workspace to allow it.';
const token =
  'Slack no longer accepts the token of paperboy. Ask whoever runs paperboy to install the app again and set its new bot token.';

describe('a post is not there for good after', () => {
  it.each([
    ['not_in_channel', 'Invite me to the channel: /invite @paperboy'],
    ['channel_not_found', expect.stringMatching(/^I cannot see that channel\. .*\/invite @paperboy\. .*group direct/u)],
    ['no_permission', admin],
    ['access_denied', admin],
    ['restricted_action', admin],
    ['ekm_access_denied', admin],
    ['team_access_not_granted', admin],
    ['org_login_required', admin],
    ['restricted_action_read_only_channel', expect.stringContaining('Not everybody may post in that channel.')],
    ['restricted_action_thread_only_channel', expect.stringContaining('takes replies only')],
    ['restricted_action_non_threadable_channel', expect.stringContaining('takes no replies')],
    ['restricted_action_thread_locked', expect.stringContaining('thread is locked')],
    ['posting_to_general_channel_denied', expect.stringContaining('Only admins may post in the general channel')],
    ['messages_tab_disabled', expect.stringContaining('turn on the Messages tab under App Home')],
    ['missing_scope', expect.stringContaining('add the scope')],
    ['invalid_auth', token],
    ['not_authed', token],
    ['account_inactive', token],
    ['token_revoked', token],
    ['token_expired', token],
    ['not_allowed_token_type', token],
  ])('%s, and a person reads how to mend it', async (code, remedy) => {
    expect(await refuse(code)).toEqual({ kind: 'forbidden', remedy, sent: 1 });
  });

  it('a code of a place that is no more', async () => {
    for (const code of ['is_archived', 'thread_not_found', 'user_not_found', 'user_disabled', 'team_not_found']) {
      expect([code, await refuse(code)]).toEqual([code, { kind: 'gone', sent: 1 }]);
    }
  });

  it('a code that takes offence at it, which it gives twice: once for the blocks, once for the text', async () => {
    const codes = [
      'invalid_blocks',
      'invalid_blocks_format',
      'msg_blocks_too_long',
      'invalid_attachments',
      'msg_too_long',
    ];
    for (const code of [...codes, 'metadata_too_large']) {
      expect([code, await refuse(code)]).toEqual([code, { kind: 'rejected', sent: 2 }]);
    }
  });
});

describe('a post is sent once, and again later, after', () => {
  it.each([
    ['ratelimited', 30_000],
    ['rate_limited', 30_000],
    ['service_unavailable', 30_000],
    ['request_timeout', 30_000],
    ['team_added_to_org', 300_000],
    ['message_limit_exceeded', 3_600_000],
  ])('%s: %i ms', async (code, retryAfterMs) => {
    expect(await refuse(code)).toEqual({ kind: 'busy', retryAfterMs, sent: 1 });
  });

  it('HTTP 429, when Slack says', async () => {
    expect(await failureOf({ kind: 'rate-limited', retryAfter: 7 })).toEqual({
      kind: 'busy',
      retryAfterMs: 7_000,
      sent: 1,
    });
  });
});

it('a post that may be there is sent once, and nobody claims anything', async () => {
  const unsure: readonly Fault[] = [
    { kind: 'error', error: 'internal_error' },
    { kind: 'error', error: 'fatal_error' },
    { kind: 'error', error: 'a_code_of_next_year' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'drop' },
    { kind: 'drop', when: 'after' },
  ];
  for (const fault of unsure) expect([fault, await failureOf(fault)]).toEqual([fault, { kind: 'unknown', sent: 1 }]);
});
