type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** The array, or a longer copy of it when it has fewer than `length` places: a quarter longer than asked, so that growing is rare. */
export function grown<T extends Numbers>(array: T, length: number): T {
  if (array.length >= length) return array;
  const made = emptyLike(array, length + (length >> 2) + 16);
  made.set(array);
  return made;
}

function emptyLike<T extends Numbers>(array: T, length: number): T {
  const make = array.constructor as new (length: number) => T;
  return new make(length);
}
