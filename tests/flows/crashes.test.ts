import { expect, it, vi } from 'vitest';
import { crash } from '../support/crash/crash-run.ts';

/** Each crash is a whole process, on machines that may have other work. */
vi.setConfig({ testTimeout: 900_000 });

it.concurrent.each(['terminal', 'slack', 'discord'])(
  'processes that are killed anywhere over a post leave one of it on %s, or say that nobody can know',
  async (platform) => {
    const { crashes, doubles, gaps, at } = await crash(platform, 12);
    expect({ doubles, gaps }).toEqual({ doubles: [], gaps: [] });
    expect(crashes).toBeGreaterThanOrEqual(12);
    expect(Object.keys(at).length).toBeGreaterThanOrEqual(7);
  },
);
