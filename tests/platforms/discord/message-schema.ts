import { z } from 'zod';

/**
 * The messages that we send, with the limits of Discord's reference
 * (https://docs.discord.com/developers/resources/message). Strict: an argument that Discord does not know is an error here.
 * The numbers are written again on purpose: a wrong one in the table of the adapter has to be seen.
 */
const shown = (max: number) => z.string().min(1).max(max).regex(/\S/u);

const link = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^https?:\/\/[^\s<>()"]+$/u);

const sentenceId = z
  .string()
  .max(100)
  .regex(/^(?:says|swap)\.\d+(?:~[\w-]{24})?[:#]\S/u);

const button = z.discriminatedUnion('style', [
  z.strictObject({ type: z.literal(2), style: z.literal(2), label: shown(80), custom_id: sentenceId }),
  z.strictObject({ type: z.literal(2), style: z.literal(5), label: shown(80), url: link(512) }),
]);

const option = z.strictObject({ label: shown(100), value: sentenceId, description: shown(100).optional() });

const select = z.strictObject({
  type: z.literal(3),
  custom_id: z
    .string()
    .max(100)
    .regex(/^pick\.\d+(?:~[\w-]{24})?$/u),
  placeholder: shown(150),
  options: z.array(option).min(1).max(25),
});

const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.tuple([select])]),
});

const embed = z.strictObject({
  color: z.number().int().min(0).max(0xffffff),
  title: shown(256).optional(),
  url: link(2048).optional(),
  description: shown(4096).optional(),
  fields: z.array(z.unknown()).max(25).optional(),
});

const message = z.strictObject({
  content: shown(2000),
  embeds: z.array(embed).max(1),
  components: z.array(row).max(5),
  allowed_mentions: z.strictObject({ parse: z.tuple([]) }),
  flags: z.literal(4).optional(),
});

export type SentMessage = z.infer<typeof message>;

/** What Discord would say to a message; throws with the place of the mistake. */
export function checkMessage(body: unknown): SentMessage {
  const checked = message.parse(body);
  const ids = checked.components.flatMap(({ components }) => components.flatMap(idsOf));
  if (new Set(ids).size !== ids.length) throw new Error('Expected every id and value once');
  return checked;
}

function idsOf(component: SentMessage['components'][number]['components'][number]): readonly string[] {
  if (component.type === 3) return [component.custom_id, ...component.options.map(({ value }) => value)];
  return 'custom_id' in component ? [component.custom_id] : [];
}

/** Everything that can be pressed or chosen, in the order of the message: what it is called, and its id or its link. */
export function pressable({ components }: SentMessage): readonly (readonly [label: string, target: string])[] {
  return components.flatMap((one) =>
    one.components.flatMap((component): readonly (readonly [string, string])[] => {
      if (component.type === 3) return component.options.map(({ label, value }) => [label, value]);
      return [[component.label, 'url' in component ? component.url : component.custom_id]];
    }),
  );
}
