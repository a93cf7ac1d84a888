const pleasantries = new Set(
  `awesome brilliant cheers cool excellent fine good gotcha great ha haha hahaha hehe hm hmm hooray interesting lol lovely nice
  noted ok okay oh ooh perfect rofl super sure sweet thank thanks thx tx ty wow yay yeah yep yes yup nope no +1 -1
  a all for got it job lot much so that the this very work you`.split(/\s+/u),
);

/**
 * Whether a text holds nothing but emoji and words like thanks: that is no question to a bot. An emoji is
 * Unicode's, or called by its name: `:+1:`.
 */
export function isSmallTalk(text: string): boolean {
  const words = text
    .toLowerCase()
    .replaceAll(/:[\p{L}\p{N}_+'-]+:/gu, ' ')
    .replaceAll(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u{200D}|\u{FE0F}/gu, ' ')
    .split(/[\s,;.!…~*()]+/u);
  return words.every((word) => word === '' || pleasantries.has(word));
}

/** `I will read it`, `we should try this`: what its speaker does. */
const OWN_DOINGS = /^(?:i|we)(?:['’](?:ll|ve)| (?:will|have|should|might|may|can|could|must|just|already))\s/iu;
/** What is looked for is a question after all. */
const LOOKS_FOR = /\?|\b(?:papers?|articles?|find|search|need|want|looking|about|on)\b/iu;
/** A longer text says more than what somebody does. */
const MOST_WORDS = 8;

/** Whether people rather tell each other something where a bot reads along: {@link isSmallTalk}, or what one is going to do. */
export function isRemark(text: string): boolean {
  if (isSmallTalk(text)) return true;
  const said = text.trim();
  return OWN_DOINGS.test(said) && !LOOKS_FOR.test(said) && said.split(/\s+/u).length <= MOST_WORDS;
}
