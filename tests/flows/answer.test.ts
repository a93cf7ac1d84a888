import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, Card } from '../../src/cards/card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { commands } from '../../src/commands/index.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { chooseFor } from '../../src/selection/choose-for.ts';
import { aPaper } from '../cards/papers.ts';
import { ada, bob, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

function actions(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions;
    return block.kind === 'list' ? block.items.flatMap((item) => item.actions) : [];
  });
}

function sentencesOf(card: Card): readonly string[] {
  return actions(card).flatMap((one) => ('says' in one ? [one.says] : []));
}

function numbers(card: Card): readonly number[] {
  return card.blocks.flatMap((block) => (block.kind === 'list' ? block.items.map((item) => item.number) : []));
}

function titles(card: Card): readonly string[] {
  return card.blocks.flatMap((block) => (block.kind === 'list' ? block.items.map((item) => item.title.text) : []));
}

const WEIGHT_DECAY = 'Why Do We Need Weight Decay in Modern Deep Learning?';

describe('the first minute', () => {
  it('finds, goes on by number, and cites', async () => {
    const found = await service.answer('weight decay');
    expect(found.audience).toBe('person');
    expect(titles(found.card)[0]).toBe(WEIGHT_DECAY);
    expect(await say('similar 1')).toContain(`Papers like “${WEIGHT_DECAY}”`);
    await say('weight decay');
    const cited = await say('cite 1');
    expect(cited).toContain('2310.04415');
    expect(cited).toMatch(/@\w+\{/u);
    expect(await say('cite 1 ris')).toMatch(/^TY {2}- /mu);
  });
});

describe('a citation to copy', () => {
  it('has lines that end in a line feed alone, and keeps the space at the end of a record', async () => {
    await say('weight decay');
    const { card } = await service.answer('cite 1 2 ris');
    const text = card.blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : [])).join('');
    expect(text).not.toContain('\r');
    expect(text.match(/^ER {2}- $/gmu)).toHaveLength(2);
    expect(text.endsWith('\nER  - ')).toBe(true);
  });
});

describe('search', () => {
  it('says how many there are, how sorted and which filters held', async () => {
    const text = await say('variance after:2023 sort:new');
    expect(text).toMatch(/^1–5 of \d+ papers, newest first$/mu);
    expect(text).toContain('Only: from 2023 on');
  });

  it('goes on counting over pages, and the earlier numbers still work', async () => {
    const first = await service.answer('variance');
    const second = await service.answer('more');
    expect(numbers(first.card)).toEqual([1, 2, 3, 4, 5]);
    expect(numbers(second.card)).toEqual([6, 7, 8, 9, 10]);
    expect(titles(second.card).some((title) => titles(first.card).includes(title))).toBe(false);
    expect(await say('paper 2')).toContain(titles(first.card)[1]);
    expect(await say('paper 7')).toContain(titles(second.card)[1]);
    const hints = [first, second].map(({ card }) => card.blocks.find(({ kind }) => kind === 'hint'));
    expect(hints).toMatchObject([
      { text: 'Numbers work as names: paper 1, similar 1, save 1, cite 1, more' },
      { text: 'Numbers work as names: paper 6, similar 6, save 6, cite 6, more' },
    ]);
  });

  it('ends where the list ends', async () => {
    const total = Number(/of (\d+) papers/u.exec(await say('variance'))?.[1]);
    for (let shown = 5; shown < total; shown += 5) expect(await say('more')).toContain(`${shown + 1}. `);
    expect(await say('more')).toContain('That was all');
    expect(await say(`paper ${total}`)).not.toContain('There is no number');
    expect(await say(`paper ${total + 1}`)).toContain(`the numbers 1 to ${total}`);
  });

  it('turns pages by buttons whatever was seen in between, for anybody', async () => {
    const first = await service.answer('variance');
    const next = actions(first.card).find((action) => action.label === 'Next');
    expect(next).toEqual({ label: 'Next', says: 'page 2 search variance', effect: 'replace' });
    const second = await service.answer('more');
    await say('today');
    const again = await service.answer('page 2 search variance', { person: bob });
    expect(titles(again.card)).toEqual(titles(second.card));
    expect(await say('paper 1', { person: bob })).toContain(titles(first.card)[0]);
    const back = actions(again.card).find((action) => action.label === 'Previous');
    expect(back).toEqual({ label: 'Previous', says: 'page 1 search variance', effect: 'replace' });
  });

  it('keeps the numbers when a paper comes in between the pages', async () => {
    const first = await service.answer('variance sort:new');
    await service.add(aPaper({ id: 'arxiv:2611.00001', title: 'Variance again', published: '2026-11-23' }));
    const second = await service.answer('more');
    const seen = [...titles(first.card), ...titles(second.card)];
    expect(new Set(seen).size).toBe(10);
    expect(await say('paper 1')).toContain(titles(first.card)[0]);
  });

  it('shows the paper itself for its id or link', async () => {
    for (const text of ['2310.04415', 'https://arxiv.org/abs/2310.04415v2', 'search arXiv:2310.04415']) {
      expect(await say(text)).toContain(`${WEIGHT_DECAY} (https://arxiv.org/abs/2310.04415)`);
    }
    expect(await say('save 1')).toContain('Saved');
  });

  it('says which filter to drop when filters leave nothing', async () => {
    const answer = await service.answer('weight decay cat:hep-th after:2015');
    const text = await say('weight decay cat:hep-th after:2015');
    expect(text).toMatch(/^Without cat:hep-th there (?:is 1 paper|are \d+ papers)\.$/mu);
    const button = actions(answer.card)[0];
    expect(button).toEqual({ label: 'Search without it', says: 'search weight decay after:2015' });
    expect(await say('search weight decay after:2015')).toContain(WEIGHT_DECAY);
  });

  it('offers the words alone when no single filter is to blame', async () => {
    const answer = await service.answer('weight decay cat:hep-th before:1999');
    expect(plainText(answer.card)).toMatch(/^Without any filter there are \d+ papers\.$/mu);
    expect(actions(answer.card)[0]).toEqual({ label: 'Search without it', says: 'search weight decay' });
  });

  it('says what it looked for instead of a mistyped word', async () => {
    for (const sentence of ['quantisatoin', 'random quantisatoin', 'subscribe quantisatoin']) {
      expect(await say(sentence)).toMatch(/No match for quantisatoin; showing quanti[sz]ation/u);
    }
  });

  it('says what it looked for instead of a mistyped word also when nothing is left', async () => {
    for (const filter of ['-weight -model -quantization', 'year:2016', 'au:Kingma', 'cat:hep-th']) {
      const text = await say(`quantizaton ${filter}`);
      expect(text).toContain('No paper found');
      expect(text).toContain('No match for quantizaton; looked for quantization instead');
    }
  });

  it('names the filter to drop as it was typed', async () => {
    for (const filter of ['year:2010', 'year:2001–2009', '“no such phrase”', 'title:hamlet', '－weight']) {
      const answer = await service.answer(`weight ${filter}`);
      expect(plainText(answer.card)).toContain(`Without ${filter} there `);
      expect(actions(answer.card)[0]).toMatchObject({
        says: expect.stringMatching(/^search weight( hamlet| no such phrase)?$/),
      });
    }
  });

  it('offers what a word probably means that few papers have', async () => {
    const slip = aPaper({ id: 'test:slip', title: 'A langauge', abstract: '', published: '2026-11-20' });
    await service.add(slip);
    const { total } = await service.index.search(parseQuery('language year:2023'), { offset: 0, limit: 0 });
    const found = await service.answer('langauge');
    expect(titles(found.card)).toEqual(['A langauge']);
    expect(plainText(found.card)).toMatch(/Did you mean language\? \d+ papers/u);
    expect(actions(found.card)[0]).toEqual({ label: 'Search for that', says: 'search language' });
    const none = await service.answer('langauge year:2023');
    expect(plainText(none.card)).toContain(`Did you mean language year:2023? ${total} papers`);
    expect(actions(none.card)[0]).toEqual({ label: 'Search for that', says: 'search language year:2023' });
    expect(titles((await service.answer('search language year:2023')).card).length).toBeGreaterThan(0);
    expect(await say('langauge year:1999')).not.toContain('Did you mean');
  });

  it('is honest when nothing is there at all', async () => {
    expect(await say('zzzzqqqq xxyyxxyy')).toContain('No paper found');
  });

  it('does not claim an order by votes that nobody cast', async () => {
    expect(await say('variance sort:top')).toContain('Nobody has voted');
  });

  it('explains itself when nothing follows', async () => {
    expect(await say('search')).toContain('search <words and filters>');
  });

  it('reads only the beginning of an endless text, and says so', async () => {
    const text = await say('weight decay '.repeat(10_000));
    expect(text).toContain('only its first 10000 characters were read');
    expect(text).toContain(WEIGHT_DECAY);
  });
});

describe('a search without a word', () => {
  it.each(['search 🎉', 'search -', 'search ""'])('%s: shows all, and says why', async (sentence) => {
    const text = await say(sentence);
    expect(text).toContain('55 papers');
    expect(text).toContain('There is no word to look for in it, so these are all papers.');
  });

  it('needs no excuse where an order was asked for', async () => {
    expect(await say('search sort:new')).not.toContain('There is no word');
  });
});

describe('a mistyped command', () => {
  it('is only offered where it names a paper, and the numbers keep their meaning', async () => {
    await say('weight decay');
    const answer = await service.answer('simlar 1');
    expect([answer.outcome, answer.card.blocks.length]).toEqual(['problem', 2]);
    expect(await say('paper 1')).toContain(WEIGHT_DECAY);
    for (const sentence of ['svae 1 2', 'ctie 1 ris', 'papr 2310.12508', 'simlar https://arxiv.org/abs/2310.12508']) {
      expect([sentence, (await service.answer(sentence)).card.blocks.length]).toEqual([sentence, 2]);
    }
    expect(await say('paper 1')).toContain(WEIGHT_DECAY);
    expect(answer.card.blocks[0]).toMatchObject({ kind: 'note', spans: [{}, { text: 'similar 1' }, {}] });
    expect(actions(answer.card)[0]).toEqual({ label: 'Yes, do that', says: 'similar 2310.04415' });
    const unknown = await service.answer('simlar 1', { person: bob });
    expect(actions(unknown.card)[0]).toEqual({ label: 'Yes, do that', says: 'similar 1' });
  });

  it('is offered above what the search for it finds elsewhere', async () => {
    expect((await service.answer('simlar GPT-4')).card.title.text).toContain('Papers for');
    const answer = await service.answer('serach weight decay');
    expect(plainText(answer.card)).toContain('Did you mean search weight decay?');
    expect(titles(answer.card)).toContain(WEIGHT_DECAY);
    expect(await say('subscibe at 9')).toContain('Did you mean subscribe at 9?');
  });

  it('is offered beside a search where a letter makes it another word, and not where that word is found', async () => {
    await say('weight decay');
    const answer = await service.answer('sace 2');
    expect(plainText(answer.card)).toContain('Did you mean save 2?');
    expect(actions(answer.card)[0]?.label).toBe('Yes, do that');
    expect(await say('hwlp')).toContain('Did you mean help?');
    expect(await say('mode')).not.toContain('Did you mean more?');
  });
});

describe('a command with what does not fit it', () => {
  it.each([
    ['cite 1 bibtext', 'cite 1 bibtex', 'cite 2310.04415 bibtex'],
    ['cite 1 2 endnote', 'cite 1 2', null],
    ['cite saved foo', 'cite saved', 'cite saved'],
    ['cite saved bibtext', 'cite saved bibtex', 'cite saved bibtex'],
    ['paper 1 2', 'paper 1', 'paper 2310.04415'],
    ['paper 1-3', 'paper 1', 'paper 2310.04415'],
    ['paper 1, 2', 'paper 1', 'paper 2310.04415'],
    ['paper 1 ris', 'cite 1 ris', 'cite 2310.04415 ris'],
    ['abstract 1 2', 'abstract 1', 'abstract 2310.04415'],
    ['why 1 2', 'why 1', 'why 2310.04415'],
    ['like 1 2', 'like 1', 'like 2310.04415'],
    ['similar 1 2', 'similar 1', 'similar 2310.04415'],
    ['save all', 'save 1', 'save 2310.04415'],
    ['unsave all', 'saved', 'saved'],
    ['saved 2', 'saved', 'saved'],
    ['more 2', 'more', 'more'],
    ['help nonsense', 'help', 'help'],
    ['help serach', 'help search', 'help search'],
  ])('%s: says how it is said, and offers %s', async (sentence, label, says) => {
    await say('weight decay');
    await say('save 1');
    const answer = await service.answer(sentence);
    expect([answer.outcome, answer.card.title.text]).toEqual(['problem', `“${sentence}” does not work`]);
    const [name] = sentence.split(' ');
    expect(plainText(answer.card)).toMatch(new RegExp(`Say it like this: ${name}`, 'u'));
    const [nearest, search] = actions(answer.card);
    expect(nearest).toMatchObject(says === null ? { label } : { label, says });
    expect(search).toEqual({ label: 'Search for these words', says: `search ${sentence}` });
    const button = nearest !== undefined && 'says' in nearest ? nearest.says : '';
    expect((await service.answer(button)).outcome).not.toBe('problem');
    expect((await service.answer(`search ${sentence}`)).outcome).not.toBe('problem');
  });

  it('works all the same where several papers make sense', async () => {
    const list = titles((await service.answer('variance')).card);
    expect(await say('save 1 2 3')).toContain('Saved 3 papers');
    expect(await say('save 3, 4')).toContain('Saved 1 of 2; you had the others already');
    expect(await say('save 1-2')).toContain('You had saved these already');
    expect(await say('unsave 1 and 4')).toContain('Took 2 papers off your list');
    expect(await say('unsave 1 2')).toContain('Took 1 of 2 off your list; the others were not on it');
    expect(await say('unsave 1 2')).toContain('These were not on your list');
    const cited = await say('cite 1 2 3 ris');
    expect(cited).toContain('RIS: 3 papers');
    expect(cited.match(/^TI {2}- .*$/gmu)).toEqual(list.slice(0, 3).map((title) => `TI  - ${title}`));
    expect(await say('save 1 99')).toContain('There is no number 99');
    expect(titles((await service.answer('saved')).card)).toEqual([list[2]]);
  });
});

describe('a number alone', () => {
  it('is the paper of the list at hand, and else a search', async () => {
    expect(await say('2')).not.toContain('There is no number');
    const list = titles((await service.answer('variance')).card);
    for (const sentence of ['2', '#2', '2.', '２', 'paper 2.', 'paper ２']) {
      expect((await service.answer(sentence)).card.title.text).toBe(list[1]);
    }
    expect((await service.answer('2023')).card.title.text).not.toContain('number');
  });
});

describe('references', () => {
  it('belong to one person in one place', async () => {
    await say('weight decay');
    expect(await say('paper 1')).toContain(WEIGHT_DECAY);
    expect(await say('paper 1', { person: bob })).toContain('There is no number 1 yet');
    expect(await say('paper 1', { place: { ...place, channel: 'other' } })).toContain('There is no number 1 yet');
  });

  it('tells where a paper may be that is not here', async () => {
    expect(await say('paper 1706.03762')).toContain('Look on arXiv: https://arxiv.org/abs/1706.03762');
    expect(await say('paper jsonl:none')).toContain('I do not know this paper');
  });

  it('are explained when they are left out', async () => {
    for (const name of ['paper', 'similar', 'save', 'unsave', 'cite']) expect(await say(name)).toContain(`${name} <`);
  });
});

describe('similar', () => {
  it('never lists the paper itself, and turns its pages', async () => {
    const first = await service.answer('similar 2310.04415');
    const second = await service.answer('more');
    expect(titles(first.card)).toHaveLength(5);
    expect([...titles(first.card), ...titles(second.card)]).not.toContain(WEIGHT_DECAY);
    expect(numbers(second.card)[0]).toBe(6);
  });

  it('takes a text, and a text that names a paper', async () => {
    expect(await say('similar quantization of large models')).toContain('Papers like “quantization of large models”');
    expect(await say('similar look at https://arxiv.org/abs/2310.04415 please')).toContain(WEIGHT_DECAY);
  });
});

describe('today', () => {
  it('is the same all day, for everybody in the place, and uses nothing up', async () => {
    const morning = await say('today');
    service.setNow('2026-11-24T20:00:00Z');
    expect(await say('today', { person: bob })).toBe(morning);
    expect(morning).toContain('Paper of the day, 24 Nov 2026');
    expect(await service.store.ledger.shownIn(place, '2026-11-24')).toEqual(new Map());
    expect(await say('save 1')).toContain('Saved');
  });

  it('is what was posted, where something was', async () => {
    await say('subscribe at 9:00');
    const [subscription] = await service.store.subscriptions.list(place);
    const slot = { subscriptionId: subscription?.id ?? '', date: '2026-11-24' };
    const papers = [{ id: 'arxiv:2310.04415', reason: 'because we say so', shownBefore: 0 }];
    await service.store.ledger.claim({ slot, place, papers, at: '2026-11-24T08:00:00Z' });
    const outcome = { state: 'sent', reason: 'Posted on time.', at: '2026-11-24T08:00:01Z', message: 'm' } as const;
    await service.store.ledger.settle(slot, outcome);
    const text = await say('today');
    expect(text).toContain(WEIGHT_DECAY);
    expect(text).toContain('Why this one: because we say so');
    expect(await say('list')).toContain('Last post: 24 Nov 2026: Posted on time.');
  });
});

describe('today, where several are subscribed', () => {
  it('has the paper of each, and names those that have none', async () => {
    await say('subscribe zzzzqqqq at 9:00');
    expect(await say('today')).toContain('There is no paper of today here');
    expect(await say('today')).not.toContain('Try fewer');
    await say('subscribe weight decay at 9:00');
    const one = await say('today');
    expect(one).toContain('Paper of the day, 24 Nov 2026 · weight decay');
    expect(one).toContain('Number 1 (zzzzqqqq): no paper fits today.');
    await say('subscribe "hubble legacy fields" at 9:00');
    const both = await say('today');
    expect(both).toContain('2 papers of the day, 24 Nov 2026');
    expect(both).toContain('Number 1 (zzzzqqqq)');
  });
});

describe('today, where posts of one place use up papers', () => {
  it('has for each what will be posted, after those that come before it', async () => {
    await say('subscribe quantization at 19:00');
    await say('subscribe quantization at 18:00 top 2');
    const text = await say('today');
    expect(text).toContain('3 papers of the day, 24 Nov 2026');
    const [first, second] = [await service.answer('preview 1'), await service.answer('preview 2')];
    expect(text).toContain(first.card.title.text);
    const ofSecond = JSON.stringify(second.card);
    expect(ofSecond).not.toContain(first.card.title.text);
  });
});

describe('today, before the post', () => {
  it('keeps to the topic of the subscription and is what would be posted', async () => {
    await say('subscribe quantization at 18:00');
    const answer = await service.answer('today');
    expect(await say('today')).toContain('Paper of the day, 24 Nov 2026 · quantization');
    const [subscription] = await service.store.subscriptions.list(place);
    if (subscription === undefined) throw new Error('Expected a subscription');
    const at = new Date('2026-11-24T17:00:00Z');
    const { choices } = await chooseFor({ index: service.index, ...service.store }, subscription, '2026-11-24', at);
    expect(answer.card.title.text).toBe(choices[0]?.paper.title);
  });
});

describe('trending', () => {
  it('has no advice on words where nobody typed any', async () => {
    const text = await say('trending week 1950-01-01');
    expect(text).toContain('Nothing was trending in the week to 1 Jan 1950');
    expect(text).not.toContain('Try fewer');
  });

  it('does not pretend: no paper of the last week, nobody has voted', async () => {
    const text = await say('trending');
    expect(text).toContain('No paper here is from the last week. Nobody has voted');
    expect(text).toContain('newest first');
    expect(text).toContain('the latest is of 4 Dec 2025');
  });

  it('shows the votes of the window when there are any', async () => {
    await service.add(
      aPaper({ id: 'arxiv:2611.00001', title: 'Few votes', published: '2026-11-20', upvotes: 2 }),
      aPaper({ id: 'arxiv:2611.00002', title: 'Many votes', published: '2026-11-19', upvotes: 40 }),
      aPaper({ id: 'arxiv:2611.00003', title: 'Old but loved', published: '2026-01-01', upvotes: 900 }),
    );
    const answer = await service.answer('trending week');
    expect(titles(answer.card)).toEqual(['Many votes', 'Few votes']);
    expect(titles((await service.answer('trending day')).card)[0]).toBe('Old but loved');
    expect(await say('trending day')).toContain('No paper here is from the last day. These have the most votes');
  });

  it('says so when the new ones have no votes', async () => {
    await service.add(aPaper({ id: 'arxiv:2611.00001', title: 'Fresh', published: '2026-11-20' }));
    const text = await say('trending month');
    expect(text).toContain('Nobody has voted for the papers of the last month yet');
    expect(text).toContain('Fresh');
  });

  it('keeps to a topic', async () => {
    const answer = await service.answer('trending month quantization');
    expect(answer.card.title.text).toBe('Nothing is trending in the last month: quantization');
    expect(titles(answer.card).length).toBeGreaterThan(0);
    expect(await say('more')).toMatch(/6\. |That was all/u);
  });
});

/** A paper of a daily list, counted at each of these times. */
async function listed(number: number, title: string, listedOn: string, counts: Readonly<Record<string, number>>) {
  const id = `arxiv:2611.0000${number}`;
  const sightings = [{ source: 'hf-daily', sourceId: id, at: '2026-11-20T00:00:00.000Z' }];
  for (const [at, upvotes] of Object.entries(counts)) {
    const upvotesAt = new Date(at).toISOString();
    await service.add(aPaper({ id, title, published: listedOn, listedOn, upvotes, upvotesAt, sightings }));
  }
}

describe('trending where votes are counted over time', () => {
  beforeEach(async () => {
    await listed(1, 'Loved long ago', '2026-11-10', { '2026-11-10T20:00Z': 300, '2026-11-20T00:00Z': 302 });
    await listed(2, 'Found late', '2026-11-10', { '2026-11-10T20:00Z': 3, '2026-11-20T00:00Z': 40 });
    await listed(3, 'New and liked', '2026-11-24', {
      '2026-11-24T06:00Z': 4,
      '2026-11-24T08:00Z': 5,
      '2026-11-24T11:00Z': 30,
    });
    await listed(4, 'New and quiet', '2026-11-24', { '2026-11-24T11:00Z': 1 });
  });

  it('ranks by the votes gained for the age, and says how many with a line', async () => {
    const answer = await service.answer('trending week');
    expect(answer.card.title.text).toBe('Trending in the last week');
    expect(titles(answer.card)).toEqual(['Found late', 'New and liked', 'Loved long ago', 'New and quiet']);
    const text = plainText(answer.card);
    expect(text).toContain('4 papers, by votes gained for their age');
    expect(text).toMatch(/[▁-█]{8} \+30 votes/u);
    expect(text).toContain('+37 votes');
    expect(titles((await service.answer('trending day')).card)).toEqual(['New and liked', 'New and quiet']);
  });

  it('goes back to the week before, as it was then', async () => {
    expect(titles((await service.answer('trending week 2026-11-11')).card)).toEqual(['Loved long ago', 'Found late']);
  });

  it('keeps to a topic, and never shows what was withdrawn', async () => {
    expect(titles((await service.answer('trending week "found late"')).card)).toEqual(['Found late']);
    const id = 'arxiv:2611.00003';
    const gone = { id, title: 'New and liked', version: 3, comment: 'This paper has been withdrawn' };
    await service.add(
      aPaper({ ...gone, sightings: [{ source: 'arxiv', sourceId: `${id}v3`, at: '2026-11-24T11:30:00.000Z' }] }),
    );
    expect(titles((await service.answer('trending day')).card)).toEqual(['New and quiet']);
    expect(await say('New and liked')).toContain('Withdrawn');
  });

  it('means the same day as today and the paper of the day: that of the place', async () => {
    const zone = 'Pacific/Kiritimati';
    const kiritimati = await say('today', { zone });
    expect(kiritimati).toContain('Paper of the day, 25 Nov 2026');
    expect(sentencesOf((await service.answer('trending week', { zone })).card).join(' ')).toContain(
      'trending week 2026-11-25',
    );
    expect(sentencesOf((await service.answer('trending week')).card).join(' ')).toContain('trending week 2026-11-24');
    // The zone of the first subscription of the place goes before that of whoever asks.
    await say('subscribe weight at 09:00 Pacific/Kiritimati');
    expect(await say('today')).toContain('25 Nov 2026');
    expect(sentencesOf((await service.answer('trending week')).card).join(' ')).toContain('trending week 2026-11-25');
  });
});

describe('random', () => {
  it('gives papers of the topic, and not always the same', async () => {
    const seen = new Set<string>();
    for (let turn = 0; turn < 12; turn += 1) seen.add((await service.answer('random')).card.title.text);
    expect(seen.size).toBeGreaterThan(3);
    expect(await say('random about quantization')).toMatch(/from \d+ papers about quantization/u);
    expect(await say('random zzzzqqqq')).toContain('No paper found');
  });
});

describe('saved papers', () => {
  it('are kept for one person, cited, and taken off', async () => {
    await say('weight decay');
    expect(await say('saved')).toContain('You have not saved a paper yet');
    expect(await say('save 1')).toContain('Saved');
    expect(await say('save 1')).toContain('You had saved this already');
    await say('save 2310.12508');
    const list = await service.answer('saved');
    expect(titles(list.card)[1]).toBe(WEIGHT_DECAY);
    expect(actions(list.card).map(({ label }) => label)).not.toContain('Save');
    expect(actions(list.card)).toContainEqual({ label: 'Take it off', says: 'unsave 2310.04415' });
    expect(await say('saved', { person: bob })).toContain('You have not saved a paper yet');
    expect((await say('cite saved ris')).match(/^TY {2}- /gmu)).toHaveLength(2);
    expect(await say('unsave 2')).toContain('Taken off your list');
    expect(await say('unsave 2310.04415')).toContain('This was not on your list');
    expect(titles((await service.answer('saved')).card)).toHaveLength(1);
  });
});

describe('subscriptions', () => {
  it('are read back, numbered, said twice, listed and ended', async () => {
    const made = await service.answer('subscribe quantization at 8:30 on weekdays');
    expect(made.audience).toBe('place');
    const text = await say('subscribe quantization at 8:30 on weekdays');
    expect(text).toContain('This is subscribed here already, as number 1');
    expect(text).toContain('Next post: Wed 25 Nov 2026, 08:30 (Europe/Berlin)');
    expect(text).toContain('quantization');
    expect(await say('subscribe every day')).toContain('any paper at 09:00 in Europe/Berlin every day');
    expect(await say('list')).toContain('2 subscriptions here');
    expect(await say('status')).toContain('Papers: 55');
    expect(await say('unsubscribe')).toContain('Which one?');
    expect(await say('unsubscribe 7')).toContain('There are 1, 2.');
    expect((await service.answer('unsubscribe 1')).audience).toBe('place');
    expect(await say('list')).toContain('Number 2');
    expect(await say('unsubscribe all')).toContain('Subscription 2 has ended');
    expect(await say('list')).toContain('No subscriptions here yet');
    expect(await say('unsubscribe')).toContain('No subscriptions here yet');
  });

  it('asks back instead of guessing', async () => {
    expect(await say('subscribe quantization in Nowhere/Atlantis')).toContain('One question first');
    expect(await service.store.subscriptions.list(place)).toEqual([]);
  });

  it('says when nothing fits yet, and refuses a document as a topic', async () => {
    expect(await say('subscribe zzzzqqqq')).toContain('No paper fits yet');
    expect(await say(`subscribe ${'word '.repeat(300)}`)).toContain('This topic is too long');
  });

  it('belong to their place', async () => {
    await say('subscribe quantization');
    expect(await say('list', { place: { ...place, channel: 'other' } })).toContain('No subscriptions here yet');
  });
});

describe('help', () => {
  it('names every command, and explains each', async () => {
    const text = await say('help');
    for (const command of commands) {
      expect([command.name, text.includes(command.summary)]).toEqual([command.name, command.hidden !== true]);
      expect(await say(`help ${command.name}`)).toContain(command.examples[0]);
    }
  });
});

describe('every button', () => {
  it('is a sentence that works', async () => {
    const first = [
      'weight decay',
      'paper 1',
      'today',
      'similar 1',
      'save 1',
      'saved',
      'subscribe',
      'list',
      'help',
      'random',
      'home',
      'preview llm',
      'subscribe llm at 9:00',
      'edit 1 at 10:00',
      'like 1',
      'unvote 1',
      'why 1',
      'links 2310.04415 2310.12508',
      'page 1 open 2 search variance',
      'paper 1 2',
      'save 1 2',
      'unsave 1 2',
      'cite 1 2',
    ];
    for (const text of [...first, 'zzzzqqqq', 'weight cat:hep-th', 'paper 99', 'trending', 'cite 1']) {
      const { card } = await service.answer(text);
      for (const action of actions(card)) {
        if (!('says' in action)) continue;
        const answer = await service.say(action.says, { person: bob });
        expect([action.says, answer]).not.toEqual([action.says, expect.stringContaining('Something went wrong')]);
        expect([action.says, answer]).not.toEqual([action.says, expect.stringContaining('Did you mean')]);
      }
    }
    expect(service.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a failure', () => {
  it('is a card with the reference that the log has, once, and nothing that was said', async () => {
    const broken = await startService([], {
      index: { ...createPaperIndex(), search: () => Promise.reject(new Error('index on fire')) },
    });
    const text = await broken.say('secret words', { reference: 'ref-42' });
    await broken.close();
    expect(text).toContain('Something went wrong');
    expect(text).toContain('ref-42');
    expect(text).not.toContain('fire');
    const errors = broken.lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fields).toMatchObject({ reference: 'ref-42', command: 'search' });
    const aboveDebug = broken.lines.filter(({ level }) => level !== 'debug');
    expect(JSON.stringify(aboveDebug)).not.toContain('secret');
  });
});

describe('an empty store', () => {
  it('says how papers come in', async () => {
    const empty = await startService([]);
    for (const text of ['weight decay', 'today', 'random', 'trending']) {
      expect(await empty.say(text)).toContain('paperboy import');
    }
    expect(await empty.say('status')).toContain('Papers: 0');
    await empty.close();
  });
});

describe('any text', () => {
  it.each([
    '"',
    '-',
    'a:',
    'ti:"',
    '-"',
    '\u0301',
    'cat:',
    'after:2 ',
    '(',
    '1 ',
    'similar ',
    'page 2 ',
    '“',
    'x',
    '深',
  ])('is answered when it is %j over and over', async (part) => {
    const text = part.repeat(10_000 / part.length);
    for (const sentence of [text, `similar ${text}`, `subscribe ${text}`, `trending ${text}`]) {
      expect(await say(sentence)).not.toContain('Something went wrong');
    }
  });

  it('is answered with a card that has a title, never with a failure', async () => {
    const word = fc.constantFrom(
      ...commands.flatMap(({ name, aliases }) => [name, ...aliases]),
      'simlar',
      '1',
      'saved',
      'ris',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.tuple(word, fc.string({ unit: 'grapheme', maxLength: 30 })).map((parts) => parts.join(' ')),
      fc
        .array(fc.oneof(word, fc.constantFrom('"', '-x', 'ti:', 'cat:cs', 'after:', 'at 9', '#2')), { maxLength: 8 })
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (sentence) => {
        const { card } = await service.answer(sentence, { person: ada });
        expect(card.title.text.trim()).not.toBe('');
        expect(card.title.text).not.toContain('Something went wrong');
      }),
      { seed: 20261124, numRuns: 150 },
    );
  }, 60_000);
});
