import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';

export function cursorsContract(open: () => Store): void {
  it('keeps how far each source was read, and nothing of a source that was never read', async () => {
    const { cursors } = open();
    expect(await cursors.get('hf-daily')).toBeNull();
    await cursors.set('hf-daily', '{"settled":"2026-11-22"}', '2026-11-24T06:00:00.000Z');
    await cursors.set('arxiv', 'v1', '2026-11-24T06:00:01.000Z');
    await cursors.set('hf-daily', '{"settled":"2026-11-23"}', '2026-11-24T06:00:02.000Z');
    expect(await cursors.get('hf-daily')).toBe('{"settled":"2026-11-23"}');
    expect(await cursors.get('arxiv')).toBe('v1');
    expect(await cursors.get('constructor')).toBeNull();
  });
}
