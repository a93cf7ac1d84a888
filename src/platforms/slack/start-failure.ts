import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api';
import { StartFailure } from '../platform.ts';
import { deliveryError, slackCode } from './errors.ts';

/** Codes with which Slack refuses a token for good: https://docs.slack.dev/reference/methods/auth.test */
const badToken = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
]);

/** Those of them with which Slack takes the token for nothing at all any more. */
const deadToken = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

export function isDeadToken(code: string | null): boolean {
  return code !== null && deadToken.has(code);
}

const remedy = {
  SLACK_BOT_TOKEN: 'install the app again and set the new bot token (xoxb-…)',
  SLACK_APP_TOKEN: 'make an app-level token (xapp-…) with the scope connections:write, and set that',
} as const;

/** Why a call of Slack failed while we began, in one plain line that names the setting at fault and never its value. */
export function startFailure(error: unknown, setting: keyof typeof remedy): StartFailure {
  if (error instanceof StartFailure) return error;
  const code = slackCode(error);
  if (code !== null && badToken.has(code)) {
    return new StartFailure(`Slack refuses ${setting} (${code}): ${remedy[setting]}`, { retry: false, cause: error });
  }
  const { message } = deliveryError(error);
  const network = error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError;
  const what = network ? 'Slack cannot be reached' : 'Slack did not let us in';
  return new StartFailure(`${what} (${message.replace(/^Slack: /u, '')})`, { retry: true, cause: error });
}

const socketModeOff =
  'switch it on in the settings of the app under Socket Mode, or unset SLACK_APP_TOKEN and set SLACK_SIGNING_SECRET for HTTP';

/** Why there is no connection of Socket Mode. `goodbye`: the word with which Slack ended the last one. */
export function socketFailure(error: unknown, goodbye: string | null): StartFailure {
  const isSilent = error === undefined || error === null;
  const code = slackCode(error);
  if (goodbye === 'link_disabled' && (isSilent || (code !== null && !badToken.has(code)))) {
    const text = `Socket Mode is switched off for the Slack app (${goodbye}): ${socketModeOff}`;
    return new StartFailure(text, { retry: true, cause: error });
  }
  if (!isSilent) return startFailure(error, 'SLACK_APP_TOKEN');
  if (goodbye === 'too_many_websockets') {
    const text = `Slack takes no more connections of this app (${goodbye}): end what else runs with this SLACK_APP_TOKEN`;
    return new StartFailure(text, { retry: true });
  }
  // The library does not say why, nor does the WebSocket below it.
  const text = `no connection of Socket Mode: the network has to let WebSockets (wss:) through; if Socket Mode is switched off, ${socketModeOff}`;
  return new StartFailure(text, { retry: true });
}

/** Why a port could not be listened on. */
export function portFailure(error: unknown, port: number): StartFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    const text = `port ${port} is taken by another program: end that one, or set PORT to a free port`;
    return new StartFailure(text, { retry: true, cause: error });
  }
  if (code === 'EACCES') {
    const text = `this user may not listen on port ${port}: set PORT to one of 1024 or more`;
    return new StartFailure(text, { retry: false, cause: error });
  }
  return new StartFailure(`port ${port} cannot be listened on (${String(code)})`, { retry: true, cause: error });
}

/** The token lacks scopes without which nothing works. */
export function scopeFailure(scopes: readonly string[]): StartFailure {
  const names = scopes.join(', ');
  const text = `the Slack app lacks the scope${scopes.length === 1 ? '' : 's'} ${names}: add under OAuth & Permissions, and install the app again`;
  return new StartFailure(text, { retry: false });
}
