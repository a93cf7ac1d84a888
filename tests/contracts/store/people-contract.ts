import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { AT, LATER, here, there, ada, grace, arxiv, weak, other } from './examples.ts';

const list = (ids: readonly string[], more: string | null, at = AT) => ({ ids, more, at });

export function peopleContract(open: () => Store): void {
  it('keeps saved papers of each person, newest first', async () => {
    const { papers, people } = open();
    await papers.put([arxiv, other]);
    expect(await people.save(ada, arxiv.id, AT)).toBe(true);
    expect(await people.save(ada, other.id, AT)).toBe(true);
    expect(await people.save(ada, arxiv.id, LATER)).toBe(false);
    expect(await people.saved(ada)).toEqual([other.id, arxiv.id]);
    expect(await people.saved(grace)).toEqual([]);
    expect(await people.unsave(ada, other.id)).toBe(true);
    expect(await people.unsave(ada, other.id)).toBe(false);
    expect(await people.unsave(ada, 'jsonl:none')).toBe(false);
    expect(await people.save(ada, other.id, LATER)).toBe(true);
    expect(await people.saved(ada)).toEqual([other.id, arxiv.id]);
    await expect(people.save(ada, 'jsonl:none', AT)).rejects.toThrow('Expected the id of a stored paper');
  });

  it('follows a saved and a remembered paper to its better id', async () => {
    const { papers, people } = open();
    await papers.put([weak]);
    await people.save(ada, weak.id, AT);
    await people.remember(ada, here, { ids: [weak.id], more: null, at: AT });
    await papers.put([arxiv]);
    expect(await people.saved(ada)).toEqual([arxiv.id]);
    expect(await people.save(ada, weak.id, AT)).toBe(false);
    expect(await people.recall(ada, here)).toEqual({ ids: [arxiv.id], more: null, at: AT });
    expect(await people.unsave(ada, weak.id)).toBe(true);
    expect(await people.saved(ada)).toEqual([]);
  });

  it('remembers the last list of each person, and of everybody, in each place', async () => {
    const { people } = open();
    expect(await people.recall(ada, here)).toBeNull();
    await people.remember(ada, here, list(['arxiv:1', 'arxiv:2'], 'more'));
    await people.remember(ada, there, list(['arxiv:3'], null));
    await people.remember(ada, here, list(['arxiv:2', 'arxiv:4'], null, LATER));
    await people.remember(grace, here, list([], 'next'));
    await people.remember(null, here, list(['arxiv:5'], 'next'));
    expect(await people.recall(ada, here)).toEqual(list(['arxiv:2', 'arxiv:4'], null, LATER));
    expect(await people.recall(ada, there)).toEqual(list(['arxiv:3'], null));
    expect(await people.recall(grace, here)).toEqual(list([], 'next'));
    expect(await people.recall(grace, there)).toBeNull();
    expect(await people.recall(null, here)).toEqual(list(['arxiv:5'], 'next'));
    expect(await people.recall(null, there)).toBeNull();
  });

  it('counts the last word of each person for a paper in a place', async () => {
    const { papers, people } = open();
    await papers.put([arxiv, other]);
    expect(await people.votes(here, arxiv.id)).toEqual({ likes: 0, dislikes: 0 });
    await people.vote(ada, here, arxiv.id, 1, AT);
    await people.vote(ada, here, arxiv.id, 1, LATER);
    await people.vote(grace, here, arxiv.id, -1, AT);
    await people.vote(ada, there, arxiv.id, -1, AT);
    await people.vote(ada, here, other.id, 1, AT);
    expect(await people.votes(here, arxiv.id)).toEqual({ likes: 1, dislikes: 1 });
    await people.vote(grace, here, arxiv.id, 1, LATER);
    expect(await people.votes(here, arxiv.id)).toEqual({ likes: 2, dislikes: 0 });
    await people.vote(grace, here, arxiv.id, 0, LATER);
    await people.vote(grace, here, arxiv.id, 0, LATER);
    expect(await people.votes(here, arxiv.id)).toEqual({ likes: 1, dislikes: 0 });
    expect(await people.votes(there, arxiv.id)).toEqual({ likes: 0, dislikes: 1 });
    await expect(people.vote(ada, here, 'jsonl:none', 1, AT)).rejects.toThrow('Expected the id of a stored paper');
  });

  it('counts votes for a paper under its better id as well', async () => {
    const { papers, people } = open();
    await papers.put([weak]);
    await people.vote(ada, here, weak.id, 1, AT);
    await papers.put([arxiv]);
    await people.vote(grace, here, weak.id, 1, AT);
    expect(await people.votes(here, arxiv.id)).toEqual({ likes: 2, dislikes: 0 });
    expect(await people.votes(here, weak.id)).toEqual({ likes: 2, dislikes: 0 });
  });

  it('learns the taste of a place from its people alone, and forgets it', async () => {
    const { people, papers } = open();
    await papers.put([arxiv, other]);
    await people.vote(ada, here, arxiv.id, 1, AT);
    await people.vote(grace, here, arxiv.id, -1, AT);
    await people.notice(ada, here, other.id, 'save');
    await people.notice(ada, here, other.id, 'save');
    await people.notice(grace, here, other.id, 'save');
    await people.notice(ada, here, other.id, 'open');
    await people.notice(ada, there, other.id, 'open');
    const ofArxiv = { id: arxiv.id, likes: 1, dislikes: 1, saves: 0, opens: 0 };
    const ofOther = { id: other.id, likes: 0, dislikes: 0, saves: 2, opens: 1 };
    expect(await people.likings(here)).toEqual([ofArxiv, ofOther]);
    await people.save(ada, other.id, AT);
    await people.forgetTaste(here);
    expect(await people.likings(here)).toEqual([]);
    expect(await people.likings(there)).toEqual([{ ...ofOther, saves: 0 }]);
    expect(await people.saved(ada)).toEqual([other.id]);
  });
}
