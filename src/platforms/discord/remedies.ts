import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';

/** What a remedy may name: the bot as people call it, and the permissions that were found to be missing, in Discord's words. */
export type RemedyParts = { readonly botName: string; readonly missing: readonly string[] };

type Remedy = (parts: RemedyParts) => string;

/** What is said where permissions are missing. */
export const missingIn: Remedy = ({ botName, missing }) => {
  const names = missing.map((name) => `“${name}”`).join(', ');
  const what = missing.length === 0 ? 'a permission here' : `the permission${missing.length === 1 ? '' : 's'} ${names}`;
  return `${botName} needs ${what}. Somebody who may manage the channel can give it: Edit Channel → Permissions → ${botName}.`;
};

const see: Remedy = ({ botName, missing }) =>
  missingIn({ botName, missing: missing.length === 0 ? ['View Channel'] : missing });

const directMessages: Remedy = ({ botName }) =>
  `${botName} may not write to this person. They can allow direct messages in the privacy settings of the server, or write to ${botName} first.`;

const noServer: Remedy = ({ botName }) =>
  `${botName} shares no server with this person, so it may not write to them. They can add ${botName} to their account or join a server that has it.`;

const archived: Remedy = () => 'That thread is archived. Open it again, or choose its channel.';

/** What is said of a thread in which only moderators may write. */
export const locked: Remedy = () => 'That thread is locked. Ask a moderator to unlock it, or choose its channel.';

const manyThreads: Remedy = () =>
  'The server has as many open threads as Discord allows. Close some, or choose an ordinary text channel.';

/** What is said of a forum that takes no post without a tag. */
export const tagNeeded: Remedy = ({ botName }) =>
  `Every post in that forum needs a tag, and there is none that ${botName} may set. Ask a moderator to add one that everybody may use, or choose another channel.`;

const notText: Remedy = () => 'Messages cannot be posted in a channel of that kind. Choose a text channel.';

const verification: Remedy = ({ botName }) =>
  `The server asks for more verification than ${botName} has. Ask an admin of the server to let it write here.`;

const twoFactors: Remedy = ({ botName }) =>
  `The server wants two-factor authentication for this. Ask whoever runs ${botName} to turn it on for the account that owns it.`;

const history: Remedy = ({ botName }) => missingIn({ botName, missing: ['Read Message History'] });

/** What is said when Discord does not accept who we are. */
export const newToken: Remedy = ({ botName }) =>
  `Discord no longer accepts the token of ${botName}. Ask whoever runs ${botName} to set its new token and to start it again.`;

/** What is said of a private thread that we do not see although we see its channel. */
export const addToThread: Remedy = ({ botName }) =>
  `${botName} is not in this private thread. Mention it here with @ and choose it from the list, which adds it, or have somebody add it who may manage threads.`;

/** What is said of a server that we are not in. */
export const inviteAgain: Remedy = ({ botName }) =>
  `${botName} is not in that server. Somebody who manages the server can invite it.`;

/** Discord's codes for what a person can put right, and how: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const remedies: ReadonlyMap<number, Remedy> = new Map<number, Remedy>([
  [Code.MissingAccess, see],
  [Code.MissingPermissions, missingIn],
  [Code.CannotSendMessagesToThisUser, directMessages],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, noServer],
  [Code.InvalidActionOnArchivedThread, archived],
  [Code.ThreadLocked, locked],
  [Code.MaximumActiveThreads, manyThreads],
  [Code.MaximumActiveAnnouncementThreads, manyThreads],
  [Code.ThereAreNoTagsAvailableThatCanBeSetByNonModerators, tagNeeded],
  [Code.TagRequiredToCreateAForumPostInThisChannel, tagNeeded],
  [Code.CannotSendMessagesInNonTextChannel, notText],
  [Code.CannotSendAMessageInAForumChannel, notText],
  [Code.CannotExecuteActionOnThisChannelType, notText],
  [Code.ChannelVerificationLevelTooHighForYouToGainAccess, verification],
  [Code.TwoFactorAuthenticationIsRequired, twoFactors],
  [Code.CannotReplyWithoutPermissionToReadMessageHistory, history],
  [Code.CannotReferenceAMessageWithoutPermissionToReadMessageHistory, history],
  [Code.Unauthorized, newToken],
  [Code.InvalidToken, newToken],
  [Code.VerifyYourAccount, newToken],
  [Code.UserBannedFromThisGuild, inviteAgain],
]);
