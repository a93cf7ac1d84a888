import { describe, expect, it } from 'vitest';
import { typedText } from '../../../src/platforms/slack/incoming-text.ts';
import { textIn } from '../../../src/platforms/slack/message-text.ts';

const read = (message: Parameters<typeof textIn>[0]): string => typedText(textIn(message), 'U0BOT');

const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

describe('what a message says', () => {
  it('is its text, once, where its blocks say the same', () => {
    const text = 'about <https://example.org/a|weight decay> &amp; more';
    const link = { type: 'link', url: 'https://example.org/a', text: 'weight decay' };
    const blocks = [rich({ type: 'text', text: 'about ' }, link, { type: 'text', text: ' & more' })];
    expect(read({ text, blocks })).toBe('about https://example.org/a weight decay & more');
  });

  it('is that of its blocks where they say more', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'New & <good>' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<https://arxiv.org/abs/2310.04415|Why>' },
        fields: [{ type: 'mrkdwn', text: 'by Ada' }],
      },
      { type: 'context', elements: [{ type: 'image', image_url: 'https://example.org/i', alt_text: 'i' }] },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'on &lt;SGD&gt;' }] },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' } }] },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            elements: [rich({ type: 'text', text: 'a' }).elements[0], rich({ type: 'text', text: 'b' }).elements[0]],
          },
        ],
      },
    ];
    expect(read({ text: 'New', blocks })).toBe(
      'New & <good>\nhttps://arxiv.org/abs/2310.04415 Why\nby Ada\non <SGD>\na\nb',
    );
  });

  it('is also what is attached to it', () => {
    const attachments = [
      { pretext: 'Look', title: 'A title', title_link: 'https://example.org/b', text: 'pruning', fallback: 'x' },
      { from_url: 'https://arxiv.org/abs/2310.12508', fields: [{ title: 'Topic', value: 'quantization' }] },
      { blocks: [rich({ type: 'text', text: 'distillation' })] },
      { fallback: 'only this' },
    ];
    expect(read({ text: '', attachments })).toBe(
      [
        'https://example.org/b',
        'Look',
        'A title',
        'pruning',
        'https://arxiv.org/abs/2310.12508',
        'quantization',
        'distillation',
        'only this',
      ].join('\n'),
    );
  });

  it('is nothing where there is nothing, whatever it is made of', () => {
    for (const message of [
      {},
      { text: 7, blocks: 'x', attachments: [null, 3] },
      { blocks: [null, { type: 'divider' }] },
    ]) {
      expect(textIn(message)).toBe('');
    }
    const url = 'javascript:alert(1)';
    expect(read({ attachments: [{ title: 'A', title_link: url }] })).toBe('A');
  });
});
