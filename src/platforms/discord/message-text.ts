/** What somebody else's message says: its text, and that of what bots and links show below it. */
export function textIn(message: {
  readonly content: string;
  readonly embeds: readonly {
    readonly url?: string | null;
    readonly title?: string | null;
    readonly description?: string | null;
  }[];
}): string {
  const shown = message.embeds.flatMap(({ url, title, description }) => [url, title, description]);
  return [message.content, ...shown].filter((text) => typeof text === 'string' && text !== '').join('\n');
}
