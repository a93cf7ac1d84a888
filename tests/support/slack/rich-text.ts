import type { Check } from './check.ts';
import { byType, flag, integer, list, object, oneOf, string, url } from './check.ts';
import { id } from './block-elements.ts';

/*
 * The rich_text block: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 * Its reference gives no lengths of its own; the whole message still counts.
 */

const marks = object({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag });
const words = string(13_200, 0);

const inline = byType(() => ({
  text: object({ text: words }, { style: marks }),
  link: object({ url: url(3_000) }, { text: words, unsafe: flag, style: marks }),
  emoji: object({ name: string(100) }, { unicode: string(100), style: marks }),
  user: object({ user_id: string(255) }, { style: marks }),
  channel: object({ channel_id: string(255) }, { style: marks }),
  usergroup: object({ usergroup_id: string(255) }, { style: marks }),
  broadcast: object({ range: oneOf('here', 'channel', 'everyone') }, { style: marks }),
  color: object({ value: string(20) }, {}),
  date: object(
    { timestamp: integer(0, 99_999_999_999), format: string(255) },
    { url: url(3_000), fallback: words, style: marks },
  ),
}));

const inlines = list(0, 1_000, inline);
const border = integer(0, 1);
const section = object({ elements: inlines });

const parts = byType(() => ({
  rich_text_section: section,
  rich_text_preformatted: object({ elements: inlines }, { border, language: string(100) }),
  rich_text_quote: object({ elements: inlines }, { border }),
  rich_text_list: object(
    {
      style: oneOf('bullet', 'ordered'),
      elements: list(
        1,
        1_000,
        byType(() => ({ rich_text_section: section })),
      ),
    },
    { indent: integer(0, 8), offset: integer(0, 1_000_000), border },
  ),
}));

export const richText: Check = object({ elements: list(0, 1_000, parts) }, { block_id: id });
