import { expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper.ts';
import type { PaperStore, Store } from '../../../src/store/store.ts';
import { arxiv, named, other, weak } from './examples.ts';

/** Everything that was written after `since`, batch by batch, and where it ends. */
async function allSince(papers: PaperStore, since: number) {
  const batches: (readonly Paper[])[] = [];
  const formerIds: string[] = [];
  let at = since;
  while ((await papers.seq()) > at) {
    const changes = await papers.changes(at);
    expect(changes.seq).toBeGreaterThan(at);
    batches.push(changes.papers);
    formerIds.push(...changes.formerIds);
    at = changes.seq;
  }
  return { batches, ids: batches.flat().map(({ id }) => id), formerIds, at };
}

export function changesContract(open: () => Store): void {
  it('tells what was written since, in the order of writing, as it is now', async () => {
    const { papers } = open();
    const start = await papers.seq();
    expect(await papers.changes(start)).toEqual({ seq: start, papers: [], formerIds: [] });
    await papers.put([other]);
    await papers.put([arxiv]);
    const first = await papers.changes(start);
    expect(first).toEqual({ seq: await papers.seq(), papers: [other, arxiv], formerIds: [] });
    await papers.put([{ ...other, upvotes: 3 }, named('third', 'A third paper')]);
    const second = await papers.changes(first.seq);
    expect(second.papers.map(({ id, upvotes }) => [id, upvotes])).toEqual([
      [other.id, 3],
      ['jsonl:third', null],
    ]);
    expect((await papers.changes(start)).papers.map(({ id }) => id)).toEqual([arxiv.id, other.id, 'jsonl:third']);
    expect(await papers.changes(second.seq)).toEqual({ seq: second.seq, papers: [], formerIds: [] });
  });

  it('stays where it is when nothing new was told', async () => {
    const { papers } = open();
    await papers.put([arxiv, other]);
    const before = await papers.seq();
    await papers.put([arxiv, weak]);
    await papers.put([]);
    expect(await papers.seq()).toBe(before);
  });

  it('tells which ids were given up', async () => {
    const { papers } = open();
    await papers.put([other, weak]);
    const before = await papers.seq();
    await papers.put([arxiv]);
    const { papers: changed, formerIds } = await papers.changes(before);
    expect(changed.map(({ id }) => id)).toEqual([arxiv.id]);
    expect(formerIds).toEqual([weak.id]);
  });

  it('gives many in batches, each once', async () => {
    const { papers } = open();
    const many = Array.from({ length: 1203 }, (_, index) => named(`p-${index}`, `Title ${index}`));
    await papers.put(many);
    const { batches, ids, at } = await allSince(papers, 0);
    expect(batches.length).toBeGreaterThan(1);
    expect(ids).toEqual(many.map(({ id }) => id));
    expect(at).toBe(await papers.seq());
  });

  it('misses nothing of a hundred calls at once', async () => {
    const { papers } = open();
    const calls = Array.from({ length: 100 }, (_, index) =>
      papers.put([named(`p-${index % 20}`, 'T', `Text ${index}`)]),
    );
    const seen = new Map<string, Paper>();
    let at = 0;
    const look = async (): Promise<void> => {
      const changes = await papers.changes(at);
      for (const paper of changes.papers) seen.set(paper.id, paper);
      at = changes.seq;
    };
    for (const call of calls) {
      await call;
      await look();
    }
    expect(seen.size).toBe(await papers.count());
    for (const paper of seen.values()) expect(await papers.get(paper.id)).toEqual(paper);
  });
}
