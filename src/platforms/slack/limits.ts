/**
 * What Slack accepts, in UTF-16 code units unless said otherwise; a code unit is never fewer than Slack's characters, so
 * whatever fits here fits there. Every number that Slack publishes is used as published; two are not published and lie
 * below what people have measured.
 */
export const limits = {
  /** Blocks in a message: https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  /** Blocks in a modal or a home tab: https://docs.slack.dev/reference/views */
  viewBlocks: 100,
  /**
   * All text in the blocks of one message. Not published: `msg_blocks_too_long` begins near 13,200
   * (https://github.com/slackapi/bolt-js/issues/2509), and Slack's answer there is "12,000 and a buffer for containers".
   */
  messageText: 12_000,
  /**
   * The blocks of one message as JSON. Not published: 11,341 of text were refused where the JSON was 17,694 long, and the
   * longest that was accepted had 15,561 (https://github.com/slackapi/bolt-js/issues/2867).
   */
  messageSize: 15_500,
  /** All text of a view. Our own bound for something readable: only the size is published. */
  viewText: 40_000,
  /** A view as JSON: 250 kB (`view_too_large`, https://docs.slack.dev/reference/methods/views.publish), and in bytes, so well below. */
  viewSize: 80_000,
  /** Top-level `text`: recommended; cut by Slack at 40,000: https://docs.slack.dev/reference/methods/chat.postMessage */
  fallbackText: 4_000,
  /** `text` of a text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3_000,
  /** `text` of a section; used for a piece of rich text too, which has no published limit: https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** Elements of an actions block: https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** Buttons that we lay in one actions block: all those of a paper of the day. Our own choice. */
  actionsRow: 8,
  /** Buttons of a thing in a list where there is not room for all: the others are in a menu beside them. Our own choice. */
  itemButtons: 5,
  /** Options of an overflow menu: https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  /** Elements of a context block: https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonLabel: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmLabel: 30,
  /** `action_id` and `block_id`: https://docs.slack.dev/reference/block-kit/blocks */
  id: 255,
  /** `title` of a modal: https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  /** `label` and `hint` of an input: https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2_000,
  /** What may be typed into an input: 3,000 (https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element); a sentence needs less. */
  typedText: 1_000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  /** Label and value of an option: 75 by the stricter of two pages: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  /** Views in one window, one upon another: https://docs.slack.dev/surfaces/modals */
  viewStack: 3,
  /** One message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits */
  channelGapMs: 1_000,
  /** Messages on one page of a channel's history, as recommended: https://docs.slack.dev/reference/methods/conversations.history */
  historyPage: 200,
} as const;
