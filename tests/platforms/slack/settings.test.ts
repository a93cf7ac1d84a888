import { describe, expect, it } from 'vitest';
import { slack } from '../../../src/platforms/slack/index.ts';
import { readSettings } from '../../../src/platforms/slack/settings.ts';

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const signed = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

describe('the settings of Slack', () => {
  it('are none where nothing of Slack is set', () => {
    expect(readSettings({ PORT: '80', PAPERBOY_ZONE: 'Europe/Paris', PAPERBOY_ADMINS: 'x' })).toBeNull();
    expect(readSettings({ SLACK_BOT_TOKEN: ' ' })).toBeNull();
    expect(slack.fromEnv({})).toBeNull();
    expect(slack.fromEnv(tokens)).toMatchObject({ name: 'slack' });
  });

  it('choose Socket Mode where there is a token for it, and HTTP otherwise', () => {
    expect(readSettings({ ...tokens, ...signed })).toMatchObject({ way: { kind: 'socket', appToken: 'xapp-1' } });
    expect(readSettings(signed)).toMatchObject({ way: { kind: 'http', signingSecret: 'secret', port: 3000 } });
    expect(readSettings({ ...signed, PORT: '8080' })).toMatchObject({ way: { port: 8080 } });
  });

  it('say who may configure', () => {
    expect(readSettings(tokens)?.admins).toEqual({ everyone: true, ids: new Set(), slackAdmins: false });
    expect(
      readSettings({ ...tokens, PAPERBOY_ADMINS: 'U0000001, W0000002,admins, 210987654321098765' })?.admins,
    ).toEqual({
      everyone: false,
      ids: new Set(['U0000001', 'W0000002']),
      slackAdmins: true,
    });
  });

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN \(Socket Mode\) or SLACK_SIGNING_SECRET \(HTTP\) is missing/],
    [{ ...tokens, SLACK_BOT_TOKEN: 'xoxp-hush' }, /SLACK_BOT_TOKEN must be/],
    [{ ...tokens, SLACK_APP_TOKEN: 'xoxb-hush' }, /SLACK_APP_TOKEN must be/],
    [{ ...signed, PORT: '0' }, /PORT must be/],
    [{ ...signed, PORT: '70000' }, /PORT must be/],
    [{ ...tokens, SLACK_BOT_TOKEN: 'xoxb-1\nhush' }, /SLACK_BOT_TOKEN must be one line/],
    [{ ...tokens, SLACK_BOT_TOKEN: 'xoxb-1-hüsh' }, /SLACK_BOT_TOKEN must be one line/],
    [{ ...tokens, SLACK_APP_TOKEN: 'xapp-1 hush' }, /SLACK_APP_TOKEN must be one line/],
    [{ ...signed, SLACK_SIGNING_SECRET: 'hush…' }, /SLACK_SIGNING_SECRET must be one line/],
    [{ ...tokens, SLACK_API_URL: 'hush' }, /SLACK_API_URL must be .* https:\/\/ or http:\/\//],
    [{ ...tokens, SLACK_API_URL: 'https://ada:hush@slack.com/api/' }, /SLACK_API_URL must be/],
    [{ ...tokens, PAPERBOY_ADMINS: 'hush' }, /PAPERBOY_ADMINS must be/],
  ])('%j are refused', (env, expected) => {
    let message = '';
    try {
      readSettings(env);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(expected);
    expect(message).not.toContain('hush');
  });
});
