/** Reached only by data that is no card: a new kind of block does not compile until every renderer has its case. */
export function unknownBlock(block: never): never {
  throw new Error(`Expected a block of a card, got ${JSON.stringify(block)}`);
}
