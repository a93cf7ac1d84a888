/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other; each
 * place is touched once (the optimal string alignment distance). Takes time in proportion to the product of the lengths.
 */
export function editDistance(from: string, to: string): number {
  const width = to.length + 1;
  const cost = Array.from({ length: (from.length + 1) * width }, () => 0);
  const at = (row: number, column: number): number => cost[row * width + column] ?? 0;
  for (let row = 0; row <= from.length; row += 1) {
    for (let column = 0; column <= to.length; column += 1) {
      cost[row * width + column] = row === 0 || column === 0 ? row + column : cheapest(from, to, row, column, at);
    }
  }
  return at(from.length, to.length);
}

function cheapest(
  from: string,
  to: string,
  row: number,
  column: number,
  at: (row: number, column: number) => number,
): number {
  const letter = from[row - 1];
  const other = to[column - 1];
  const best = Math.min(
    at(row - 1, column) + 1,
    at(row, column - 1) + 1,
    at(row - 1, column - 1) + (letter === other ? 0 : 1),
  );
  const isSwap = row > 1 && column > 1 && letter === to[column - 2] && from[row - 2] === other;
  return isSwap ? Math.min(best, at(row - 2, column - 2) + 1) : best;
}
