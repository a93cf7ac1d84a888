/**
 * Makes the columns of a tall table orthonormal, in place, keeping what they span: with the triangle of Cholesky from their
 * inner products (CholeskyQR). Gives way after every few rows. A column that the ones before it span becomes 0.
 */
export function* orthonormalize(table: Float32Array, columns: number): Generator<void, void> {
  const products = new Float64Array(columns * columns);
  for (let from = 0, row = 0; from < table.length; from += columns, row += 1) {
    addProducts(products, table, from, columns);
    if (row % rowsAStep === 0) yield;
  }
  const triangle = cholesky(products, columns);
  for (let from = 0, row = 0; from < table.length; from += columns, row += 1) {
    solveRow(triangle, table, from, columns);
    if (row % rowsAStep === 0) yield;
  }
}

function addProducts(products: Float64Array, table: Float32Array, from: number, columns: number): void {
  for (let one = 0, to = 0; one < columns; one += 1, to += columns) {
    const value = table[from + one] ?? 0;
    for (let other = 0; other <= one; other += 1) {
      products[to + other] = (products[to + other] ?? 0) + value * (table[from + other] ?? 0);
    }
  }
}

function solveRow(triangle: Float64Array, table: Float32Array, from: number, columns: number): void {
  for (let one = 0, to = 0; one < columns; one += 1, to += columns) {
    let value = table[from + one] ?? 0;
    for (let other = 0; other < one; other += 1) value -= (triangle[to + other] ?? 0) * (table[from + other] ?? 0);
    const pivot = triangle[to + one] ?? 0;
    table[from + one] = pivot === 0 ? 0 : value / pivot;
  }
}

/** About a quarter of a millisecond. */
const rowsAStep = 64;
/** A column with less than this share of its square left beside the ones before it is their sum, but for rounding. */
const nothing = 1e-10;

/** The lower triangle L with L·Lᵀ as given. */
function cholesky(products: Float64Array, size: number): Float64Array {
  const triangle = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = products[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        sum -= (triangle[row * size + at] ?? 0) * (triangle[column * size + at] ?? 0);
      }
      const pivot = triangle[column * size + column] ?? 0;
      if (row !== column) triangle[row * size + column] = pivot === 0 ? 0 : sum / pivot;
      else triangle[row * size + row] = sum > nothing * (products[row * size + row] ?? 0) ? Math.sqrt(sum) : 0;
    }
  }
  return triangle;
}
