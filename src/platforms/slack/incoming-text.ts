/**
 * What a person typed, from the text that Slack makes of it: https://docs.slack.dev/messaging/formatting-message-text
 * Mentions of `botUserId` are left out, and so are people and channels that Slack names by their ids alone; other mentions,
 * channels and links read as they are seen. Slack makes links of words that look like hosts (`cs.AI`); those are words again.
 */
export function typedText(text: string, botUserId: string): string {
  return text
    .replaceAll(
      /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/gu,
      (all, sign: string, name: string, label: string | undefined) => {
        if (sign === '@' || sign === '#') return name === botUserId || !label ? ' ' : `${sign}${label}`;
        if (sign === '!') return label ?? (name.startsWith('subteam^') ? '' : `@${name}`);
        return linkText(name, label) ?? all;
      },
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** Null for what is no link: somebody typed `<b>`. */
function linkText(url: string, label: string | undefined): string | null {
  if (!/^(?:https?|mailto|tel):/iu.test(url)) return null;
  if (label === undefined) return url.replace(/^(?:mailto|tel):/iu, '');
  const bare = url.replace(/^(?:https?:\/\/|mailto:|tel:)/iu, '');
  return label === bare || `${label}/` === bare ? label : url;
}

/** Whether a text calls somebody else, or a group, and not the bot: `<@U2> what do you think?` */
export function isForOthers(text: string, botUserId: string): boolean {
  const called = Array.from(
    text.matchAll(/<(?:@|!(?=subteam\^|here|channel|everyone))([^<>|]+)/gu),
    ([, name]) => name,
  );
  return called.length > 0 && !called.includes(botUserId);
}
