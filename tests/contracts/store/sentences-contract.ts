import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';

export function sentencesContract(open: () => Store): void {
  it('keeps a sentence under a short key, the same for the same sentence', async () => {
    const { sentences } = open();
    const long = `search ${'sparse attention 深度 “quoted” '.repeat(40)}`;
    const key = await sentences.keep(long);
    expect(key).toMatch(/^[\w-]{1,64}$/u);
    expect(await sentences.keep(long)).toBe(key);
    const other = await sentences.keep(`${long}!`);
    expect(other).not.toBe(key);
    expect(await sentences.find(key)).toBe(long);
    expect(await sentences.find(other)).toBe(`${long}!`);
  });

  it('keeps the same sentence for several at once', async () => {
    const { sentences } = open();
    const keys = await Promise.all(['a', 'b', 'a', 'a', 'b'].map((text) => sentences.keep(text)));
    expect(new Set(keys).size).toBe(2);
  });

  it('knows no sentence that was not kept', async () => {
    const { sentences } = open();
    expect(await sentences.find('')).toBeNull();
    expect(await sentences.find('constructor')).toBeNull();
  });
}
