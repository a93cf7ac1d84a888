import type { KnownBlock } from '@slack/types';

/** One of each kind that a paper card could use, typed by Slack's own types. */
export const blockGallery: KnownBlock[] = [
  { type: 'header', text: { type: 'plain_text', text: 'Attention Is All You Need' } },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*bold*', verbatim: true },
    accessory: { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://arxiv.org/abs/1706.03762' },
  },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: 'a' },
      { type: 'plain_text', text: 'b' },
    ],
  },
  {
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: 'note' },
      { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'a' },
    ],
  },
  { type: 'divider' },
  {
    type: 'image',
    image_url: 'https://example.org/a.png',
    alt_text: 'a picture',
    title: { type: 'plain_text', text: 'A' },
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        text: { type: 'plain_text', text: 'Save' },
        value: 'save 1',
        style: 'primary',
        confirm: {
          title: { type: 'plain_text', text: 'Sure?' },
          text: { type: 'plain_text', text: 'Really?' },
          confirm: { type: 'plain_text', text: 'Yes' },
          deny: { type: 'plain_text', text: 'No' },
        },
      },
      { type: 'overflow', options: [{ text: { type: 'plain_text', text: 'Cite' }, value: 'cite' }] },
      {
        type: 'static_select',
        options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
        placeholder: { type: 'plain_text', text: 'Pick' },
      },
    ],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'plain *not bold*', style: { bold: true } },
          { type: 'link', url: 'https://arxiv.org', text: 'arXiv' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'item' }] }],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
    ],
  },
  { type: 'markdown', text: '**bold**' },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'a' },
        { type: 'raw_text', text: 'b' },
      ],
    ],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'fb',
        positive_button: { text: { type: 'plain_text', text: '👍' }, value: 'up' },
        negative_button: { text: { type: 'plain_text', text: '👎' }, value: 'down' },
      },
    ],
  },
];
