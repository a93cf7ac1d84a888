const pleasantries = new Set(
  `awesome brilliant cheers cool excellent fine good gotcha great ha haha hahaha hehe hm hmm hooray interesting lol lovely nice
  noted ok okay oh ooh perfect rofl super sure sweet thank thanks thx tx ty wow yay yeah yep yes yup nope no +1 -1
  a all for got it job lot much so that the this very work you`.split(/\s+/u),
);

/**
 * Whether a text holds nothing but emoji and words like thanks: among people that is no question to a bot. An emoji is
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
