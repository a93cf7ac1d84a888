import { z } from 'zod';

/**
 * The blocks that we send, as `@slack/types` shapes them and with the limits of Slack's reference
 * (https://docs.slack.dev/reference/block-kit/blocks). Strict: an argument that Slack does not know is an error there.
 * The numbers are written again here on purpose: a wrong one in the table of the adapter has to be seen.
 */
const shown = (max: number) => z.string().min(1).max(max).regex(/\S/u);

const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: shown(max), emoji: z.boolean().optional() });

const mrkdwn = z.strictObject({ type: z.literal('mrkdwn'), text: shown(3000), verbatim: z.literal(true) });

const link = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s|<>"]+$/u);

const look = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  code: z.boolean().optional(),
});

const richText = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: look.optional() });

const richLink = z.strictObject({ type: z.literal('link'), url: link, text: shown(3000), style: look.optional() });

const richChannel = z.strictObject({
  type: z.literal('channel'),
  channel_id: z.string().regex(/^[CG][A-Z0-9]{2,20}$/u),
});

const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(z.discriminatedUnion('type', [richText, richLink, richChannel])).min(1),
});

const richCode = z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.tuple([richText]) });

const confirm = z.strictObject({
  title: plainText(100),
  text: plainText(300),
  confirm: plainText(30),
  deny: plainText(30),
});

const button = z
  .strictObject({
    type: z.literal('button'),
    action_id: z
      .string()
      .regex(/^(?:says|swap|open):\d+$/u)
      .max(255),
    text: plainText(75),
    value: z.string().min(1).max(2000).optional(),
    url: link.optional(),
    confirm: confirm.optional(),
  })
  .refine(
    (one) => (one.value === undefined) !== (one.url === undefined),
    'a button either says something or leads somewhere',
  );

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: z
    .string()
    .regex(/^menu:\d+$/u)
    .max(255),
  options: z
    .array(z.strictObject({ text: plainText(75), value: z.string().min(1).max(75) }))
    .min(2)
    .max(5),
});

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150) }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.tuple([z.union([richSection, richCode])]) }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(z.union([button, overflow]))
      .min(1)
      .max(25),
  }),
]);

export type SentBlock = z.infer<typeof block>;

/** What Slack would say to blocks on a surface that takes `max` of them; throws with the place of the mistake. */
export function checkBlocks(blocks: unknown, max: number): readonly SentBlock[] {
  return z.array(block).min(1).max(max).parse(blocks);
}

/** Every string that stands under `keys`, in the order of the blocks. */
export function stringsOf(value: unknown, keys: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => stringsOf(one, keys));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    keys.includes(key) && typeof one === 'string' ? [one] : stringsOf(one, keys),
  );
}
