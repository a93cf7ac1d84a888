/** What a remedy may name: the bot as people call it, and the scope that Slack said is missing, if it said one. */
export type RemedyParts = { readonly botName: string; readonly scope: string | null };

type Remedy = (parts: RemedyParts) => string;

const invite: Remedy = ({ botName }) => `Invite me to the channel: /invite @${botName}`;

const maybeInvite: Remedy = ({ botName }) =>
  `I cannot see that channel. If it is still there, invite me to it: /invite @${botName}. Nobody can be let into a group direct message: start a new one with me in it.`;

const readOnly: Remedy = ({ botName }) =>
  `Not everybody may post in that channel. Ask an admin of the workspace to let ${botName} post there, or choose another channel.`;

const askAdmin: Remedy = ({ botName }) =>
  `The workspace does not let ${botName} post here. Ask an admin of the workspace to allow it.`;

const newToken: Remedy = ({ botName }) =>
  `Slack no longer accepts the token of ${botName}. Ask whoever runs ${botName} to install the app again and set its new bot token.`;

const scope: Remedy = ({ botName, scope: missing }) =>
  `The Slack app of ${botName} has no permission ${missing ?? 'for this'}. Ask whoever runs ${botName} to add the scope${missing === null ? '' : ` ${missing}`} and to install the app again.`;

const general: Remedy = () =>
  'Only admins may post in the general channel. Ask one to allow it, or choose another channel.';

const threadsOnly: Remedy = () => 'That channel takes replies only. Choose a thread in it, or another channel.';

const noThreads: Remedy = () => 'That channel takes no replies. Choose the channel itself instead of a thread in it.';

const lockedThread: Remedy = () => 'That thread is locked. Ask an admin to open it, or choose the channel itself.';

const messagesTab: Remedy = ({ botName }) =>
  `Direct messages are switched off for the Slack app of ${botName}. Ask whoever runs it to turn on the Messages tab under App Home.`;

/** Slack's codes for what a person can put right, and how: https://docs.slack.dev/reference/methods/chat.postMessage */
export const remedies: ReadonlyMap<string, Remedy> = new Map([
  ['not_in_channel', invite],
  // A private channel that the bot is not in answers the same as one that never was.
  ['channel_not_found', maybeInvite],
  ['no_permission', askAdmin],
  ['access_denied', askAdmin],
  ['accesslimited', askAdmin],
  ['enterprise_is_restricted', askAdmin],
  ['ekm_access_denied', askAdmin],
  ['restricted_action', askAdmin],
  ['restricted_action_read_only_channel', readOnly],
  ['restricted_action_thread_only_channel', threadsOnly],
  ['restricted_action_non_threadable_channel', noThreads],
  ['restricted_action_thread_locked', lockedThread],
  ['posting_to_general_channel_denied', general],
  ['messages_tab_disabled', messagesTab],
  ['missing_scope', scope],
  ['not_allowed_token_type', newToken],
  ['team_access_not_granted', askAdmin],
  ['org_login_required', askAdmin],
  ['two_factor_setup_required', askAdmin],
  ['invalid_auth', newToken],
  ['not_authed', newToken],
  ['account_inactive', newToken],
  ['token_revoked', newToken],
  ['token_expired', newToken],
]);
