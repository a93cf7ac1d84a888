import { describe, expect, it } from 'vitest';
import { createProgress } from '../src/progress.ts';

/** A terminal that keeps what is written, and a clock that somebody turns. */
function watched(isTTY = true, columns = 40) {
  const written: string[] = [];
  let at = 0;
  const progress = createProgress({ isTTY, columns, write: (text) => written.push(text) }, () => at);
  const showAt = (ms: number, text: string): void => {
    at = ms;
    progress.show(text);
  };
  return { progress, written, showAt };
}

describe('progress', () => {
  it('says nothing of a short work', () => {
    const { progress, written, showAt } = watched();
    showAt(100, 'one');
    showAt(600, 'two');
    progress.clear();
    expect(written).toEqual([]);
  });

  it('draws over itself a few times a second, and is gone at the end', () => {
    const { progress, written, showAt } = watched();
    showAt(1000, 'one');
    showAt(1100, 'too early');
    showAt(1200, 'two');
    progress.clear();
    progress.clear();
    expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Ktwo', '\r\u001b[K']);
  });

  it('never runs over the edge', () => {
    const { written, showAt } = watched(true, 10);
    showAt(1000, 'a long long long line');
    expect(written).toEqual(['\r\u001b[Ka long lo']);
  });

  it('leaves files and pipes alone', () => {
    const { progress, written, showAt } = watched(false);
    showAt(5000, 'one');
    progress.clear();
    expect(written).toEqual([]);
  });
});
