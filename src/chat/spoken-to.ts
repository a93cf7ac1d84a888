/** Words with which one turns to somebody. */
const COURTESY = /^(?:please|pls|hey|hi|hello|hallo|ok|okay)(?=[\s,:;.!—–-]|$)/iu;
/** What stands between a name and what is said. A minus before a word leaves papers out, and `:+1:` is an emoji. */
const LINK = /^(?:[\s,;—–]|:(?![\w+-]+:)|[.!](?=\s|$)|-+(?=\s|$))+/u;
/** Whoever says nothing but this may want to know what can be said. */
const GREETING =
  /^(?:cc|hi|hello|hallo|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))(?:[\s,;.!?…]+(?:hi|hello|there|all|everyone|everybody|team|folks|paperboy|again))*[\s,;.!?…]*$/iu;

/**
 * What is said to somebody, without the courtesy before it and what is left of their name: `hey , please: help` is `help`.
 * Empty for a greeting alone.
 */
export function spokenTo(text: string): string {
  if (isGreeting(text)) return '';
  let said = text.trim();
  for (let before = ''; said !== before;) {
    before = said;
    said = said.replace(LINK, '').replace(COURTESY, '').trimStart();
  }
  return said;
}

/** Whether a text greets and says nothing else. */
export function isGreeting(text: string): boolean {
  return GREETING.test(text.trim());
}
