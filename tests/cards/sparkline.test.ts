import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/cards/sparkline.ts';

describe('sparkline', () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[10, 20, 10], '▁█▁'],
    [[-5, 0, 5], '▁▅█'],
    [[1, 1, 1000], '▁▁█'],
  ])('draws %j', (values, line) => {
    expect(sparkline(values)).toBe(line);
  });

  it.each([[[]], [[1]], [[1, 9]], [[4, 4, 4]]])('draws nothing of %j', (values) => {
    expect(sparkline(values)).toBe('');
  });
});
