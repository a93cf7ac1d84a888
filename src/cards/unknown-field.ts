/** Reached only by data that is no form: a new kind of field does not compile until every form view has its case. */
export function unknownField(kind: never): never {
  throw new Error(`Expected a kind of field, got ${JSON.stringify(kind)}`);
}
