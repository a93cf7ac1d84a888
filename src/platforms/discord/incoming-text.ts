/**
 * What a person typed, from the text that Discord makes of it
 * (https://docs.discord.com/developers/reference#message-formatting): mentions of the bot are left out, others read as they
 * are seen, as far as `names` knows them by their ids; links lose the brackets that take their preview away.
 */
export function typedText(content: string, botId: string, names: ReadonlyMap<string, string>): string {
  return content
    .replaceAll(/<@!?(\d+)>/gu, (_, id: string) => (id === botId ? ' ' : `@${names.get(id) ?? 'somebody'}`))
    .replaceAll(/<#(\d+)>/gu, (_, id: string) => `#${names.get(id) ?? 'channel'}`)
    .replaceAll(/<a?(:\w+:)\d+>/gu, '$1')
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/giu, '$1')
    .trim();
}

/** What follows the prefix, or null for a text that does not begin with it as a word of its own. */
export function afterPrefix(content: string, prefix: string): string | null {
  const text = content.trimStart();
  if (text.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null;
  const rest = text.slice(prefix.length);
  return rest === '' || /^\s/u.test(rest) ? rest.trim() : null;
}
