import { expect, it } from 'vitest';
import { toPaper } from '../../../src/paper/paper.ts';
import type { Paper } from '../../../src/paper/paper.ts';
import type { Store } from '../../../src/store/store.ts';

const at = (day: number): string => `2026-11-${day}T03:00:00.000Z`;

function told(name: string, source: string, day: number, listedOn: string | null = null): Paper {
  return toPaper({ title: `On ${name}`, abstract: '', listedOn }, { source, sourceId: name, at: at(day) });
}

export function sourceRunsContract(open: () => Store): void {
  it('are remembered: the last that went well, and what failed since', async () => {
    const { sourceRuns } = open();
    expect(await sourceRuns.get('arxiv')).toBeNull();
    await sourceRuns.failed('arxiv', at(20), 'It cannot be reached.', at(21));
    expect(await sourceRuns.get('arxiv')).toEqual({
      succeededAt: null,
      failures: 1,
      failure: { at: at(20), why: 'It cannot be reached.' },
      nextAt: at(21),
    });
    await sourceRuns.succeeded('arxiv', at(21), at(22));
    expect(await sourceRuns.get('arxiv')).toEqual({ succeededAt: at(21), failures: 0, failure: null, nextAt: at(22) });
    await sourceRuns.failed('arxiv', at(22), 'No.', at(23));
    await sourceRuns.failed('arxiv', at(23), 'Still no.', at(24));
    expect(await sourceRuns.get('arxiv')).toEqual({
      succeededAt: at(21),
      failures: 2,
      failure: { at: at(23), why: 'Still no.' },
      nextAt: at(24),
    });
    expect(await sourceRuns.get('hf-daily')).toBeNull();
  });

  it('are counted by the day of the list, or of telling', async () => {
    const { papers, sourceRuns } = open();
    await papers.put([
      told('a', 'hf-daily', 24, '2026-11-22'),
      told('b', 'hf-daily', 24, '2026-11-23'),
      told('c', 'hf-daily', 24, '2026-11-23'),
      told('d', 'arxiv', 23),
      told('e', 'arxiv', 10),
    ]);
    const days = async (source: string, by: 'telling' | 'list'): Promise<unknown> =>
      Object.fromEntries(await sourceRuns.papersByDay(source, by, at(11)));
    expect(await days('hf-daily', 'list')).toEqual({ '2026-11-22': 1, '2026-11-23': 2 });
    expect(await days('hf-daily', 'telling')).toEqual({ '2026-11-24': 3 });
    expect(await days('arxiv', 'list')).toEqual({ '2026-11-23': 1 });
    expect(await days('files', 'list')).toEqual({});
  });
}
