/** Three lines of a table, used again by every call: all words of a corpus may be asked about. */
let lines: [Uint8Array, Uint8Array, Uint8Array] = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];
/** Numbers of mistakes beyond this are not told apart; a byte has room for them. */
const farthest = 200;

/**
 * How many letters have to be changed, left out, put in or swapped with their neighbour to make `b` out of `a` (optimal
 * string alignment); `limit + 1` stands for every larger number.
 *
 * @param limit At most 200.
 */
export function mistakes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 1;
  if (lines[0].length < width)
    lines = [new Uint8Array(2 * width), new Uint8Array(2 * width), new Uint8Array(2 * width)];
  let [before, above, line] = lines;
  for (let column = 0; column < width; column += 1) above[column] = Math.min(farthest, column);
  for (let row = 1; row <= a.length; row += 1) {
    const letter = a.charCodeAt(row - 1);
    const previous = row > 1 ? a.charCodeAt(row - 2) : -1;
    line[0] = Math.min(farthest, row);
    let least = row;
    for (let column = 1; column < width; column += 1) {
      const other = b.charCodeAt(column - 1);
      let cost = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      cost = Math.min(cost, (above[column - 1] ?? 0) + (letter === other ? 0 : 1), farthest);
      if (column > 1 && previous === other && letter === b.charCodeAt(column - 2)) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      line[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, above, line] = [above, line, before];
  }
  return Math.min(above[width - 1] ?? 0, limit + 1);
}
