/**
 * The array, or a longer copy of it when it has fewer than `length` places: a quarter longer than asked, so that growing
 * is rare.
 */
export function grown(array: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer>;
export function grown(array: Int8Array<ArrayBuffer>, length: number): Int8Array<ArrayBuffer>;
export function grown(array: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer>;
export function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer>;
export function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer>;
export function grown(array: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer>;
export function grown(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer>;
export function grown(array: Numbers, length: number): Numbers {
  if (array.length >= length) return array;
  const made = emptyLike(array, length + (length >> 2) + 16);
  made.set(array);
  return made;
}

type Numbers = Uint8Array | Int8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

function emptyLike(array: Numbers, length: number): Numbers {
  if (array instanceof Uint8Array) return new Uint8Array(length);
  if (array instanceof Int8Array) return new Int8Array(length);
  if (array instanceof Uint16Array) return new Uint16Array(length);
  if (array instanceof Int32Array) return new Int32Array(length);
  if (array instanceof Uint32Array) return new Uint32Array(length);
  return array instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}
