/**
 * What Discord accepts, in UTF-16 code units unless said otherwise; a code unit is never fewer than Discord's characters,
 * so whatever fits here fits there. Every number that Discord publishes is used as published.
 */
export const limits = {
  /** `content` of a message: https://docs.discord.com/developers/resources/message#create-message */
  content: 2_000,
  /** Of an embed: https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
  embedTitle: 256,
  embedDescription: 4_096,
  /** `fields` of an embed. Ours have none: facts are written in the description. */
  embedFields: 25,
  /** All texts of all embeds of one message together: same page. One title and one description can never reach it. */
  embedsTotal: 6_000,
  /** `url` of an embed: what the reference of the API allows; a link in a text only costs room. */
  embedUrl: 2_048,
  /** The longest link inside a text. Our own choice: it takes the room of what is read. */
  textUrl: 512,
  /** Rows of components below a message: https://docs.discord.com/developers/components/reference#action-row */
  rows: 5,
  /** Buttons in a row; a select menu fills a row of its own: same page. */
  rowButtons: 5,
  /** https://docs.discord.com/developers/components/reference#button */
  buttonLabel: 80,
  buttonUrl: 512,
  /** Every `custom_id`: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
  customId: 100,
  /** https://docs.discord.com/developers/components/reference#string-select */
  selectOptions: 25,
  /** `label`, `value` and `description` of an option: same page. */
  optionText: 100,
  selectPlaceholder: 150,
  /** Of a window: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  modalParts: 5,
  /** https://docs.discord.com/developers/components/reference#label */
  label: 45,
  labelDescription: 100,
  /** What can be typed into one field of a window. Our own choice: Discord takes 4,000. */
  typedText: 1_000,
  /** `nonce`: https://docs.discord.com/developers/resources/message#create-message */
  nonce: 25,
  /** `name` of a thread: https://docs.discord.com/developers/resources/channel#start-thread-from-message */
  threadName: 100,
  /** Tags of a forum post: https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
  forumTags: 5,
  /** Messages on one page: https://docs.discord.com/developers/resources/message#get-channel-messages */
  historyPage: 100,
  /** Of commands and their options: https://docs.discord.com/developers/interactions/application-commands */
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  choiceText: 100,
  /** Names, descriptions and choices of one command with everything below it: same page. */
  commandTotal: 8_000,
} as const;
