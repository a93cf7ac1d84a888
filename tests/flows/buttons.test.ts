import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, Answer, Card } from '../../src/cards/card.ts';
import { fillForm, initialValues } from '../../src/cards/form.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { aPaper } from '../cards/papers.ts';
import { ada, bob, place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
const answer: Service['answer'] = (text, request) => service.answer(text, request);
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(() => service.close());

const WEIGHT_DECAY = 'Why Do We Need Weight Decay in Modern Deep Learning?';
const other = { ...place, channel: 'other' };

function actions(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions;
    return block.kind === 'list' ? block.items.flatMap((item) => item.actions) : [];
  });
}

function button(card: Card, label: string, at = 0): string {
  const found = actions(card).filter((action) => action.label === label)[at];
  if (found === undefined || !('says' in found)) throw new Error(`Expected a button ${label}`);
  return found.says;
}

function items(card: Card): readonly { readonly title: string; readonly text: string; readonly number: number }[] {
  return card.blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map(({ title, text, number }) => {
          return { title: title.text, text: text.map((span) => span.text).join(''), number };
        })
      : [],
  );
}

async function abstractOf(title: string | undefined): Promise<string> {
  const paper = (await seedPapers()).find((one) => one.title === title);
  return (paper?.abstract ?? '').replaceAll(/\s+/gu, ' ').trim();
}

/** Posts papers here as the ledger knows it. */
async function post(ids: readonly string[], date: string, reason: string, shownBefore = 0): Promise<void> {
  const [subscription] = await service.store.subscriptions.list(place);
  const slot = { subscriptionId: subscription?.id ?? 'gone', date };
  await service.store.ledger.claim({
    slot,
    place,
    papers: ids.map((id) => ({ id, reason, shownBefore })),
    at: `${date}T08:00:00Z`,
  });
  await service.store.ledger.settle(slot, { state: 'sent', reason: '', at: `${date}T08:00:01Z`, message: 'm' });
}

describe('an abstract opened in its page', () => {
  it('is whole in its place, and closes again', async () => {
    const first = await answer('variance');
    const before = items(first.card);
    const says = button(first.card, 'Abstract', 2);
    expect(says).toMatch(/^page 1 open \d{4}\.\d{5} search variance$/u);
    const opened = await answer(says);
    const after = items(opened.card);
    expect(after.map(({ title, number }) => [title, number])).toEqual(before.map((one) => [one.title, one.number]));
    expect(after[2]?.text).toBe(await abstractOf(before[2]?.title));
    expect(after[1]?.text).toBe(before[1]?.text);
    const closed = await answer(button(opened.card, 'Less'));
    expect(items(closed.card)).toEqual(before);
  });

  it('replaces the message, and so do the pages; nothing else does', async () => {
    await say('variance');
    const { card } = await answer('more');
    const effects = Map.groupBy(actions(card), (action) => ('effect' in action ? action.effect : undefined));
    expect(new Set(effects.get('replace')?.map(({ label }) => label))).toEqual(
      new Set(['Abstract', 'Previous', 'Next']),
    );
    expect(new Set(effects.get(undefined)?.map(({ label }) => label))).toEqual(
      new Set(['Similar', 'Save', 'Cite', 'Open']),
    );
  });

  it('is also opened by the number that is typed for it', async () => {
    await say('variance');
    const second = items((await answer('more')).card);
    const opened = items((await answer('page 2 open 7 search variance')).card);
    expect(opened[1]?.text).toBe(await abstractOf(second[1]?.title));
    expect(opened.map(({ number }) => number)).toEqual([6, 7, 8, 9, 10]);
  });

  it('keeps the page as it was seen when a paper comes in between', async () => {
    const first = await answer('variance sort:new');
    await service.add(aPaper({ id: 'arxiv:2611.00001', title: 'Variance again', published: '2026-11-23' }));
    const opened = await answer(button(first.card, 'Abstract', 1));
    expect(items(opened.card).map(({ title }) => title)).toEqual(items(first.card).map(({ title }) => title));
    const bobs = await answer('page 1 open 2611.00001 search variance sort:new', { person: bob });
    expect(items(bobs.card)[0]?.title).toBe('Variance again');
  });

  it('is shown alone when it is not on the page any more, and missed kindly when it is gone', async () => {
    const alone = await answer('page 1 open 2310.04415 search variance after:2025');
    expect(alone.card.title.text).toBe(WEIGHT_DECAY);
    expect(alone.outcome).toBe('ok');
    const gone = await answer('page 1 open 1706.03762 search variance');
    expect([gone.outcome, gone.card.title.text]).toEqual(['nothing', 'I do not have this paper']);
  });

  it('works for two people on one message', async () => {
    const { card } = await answer('weight decay');
    const [one, two] = await Promise.all([
      answer(button(card, 'Abstract', 0), { person: ada }),
      answer(button(card, 'Abstract', 1), { person: bob }),
    ]);
    expect(items(one.card)[0]?.text).toBe(await abstractOf(items(card)[0]?.title));
    expect(items(two.card)[1]?.text).toBe(await abstractOf(items(card)[1]?.title));
    expect(items(two.card)[0]?.text).toBe(items(card)[0]?.text);
  });
});

describe('what can be shared', () => {
  const shared = [
    'weight decay',
    'page 2 search variance',
    'page 1 open 2 search weight decay',
    'paper 1',
    'abstract 1',
    'similar 1',
    'similar pruning without retraining',
    'trending',
    'today',
    'daily 2026-11-24 open 2310.04415',
    'cite 1',
    'cite 1 ris',
    'links 2310.04415 2310.12508',
    '2310.04415',
  ];

  it.each(shared)('%s: the same for everybody, whatever they saw', async (sentence) => {
    await say('weight decay');
    const own = await answer(sentence);
    expect([own.audience, own.outcome]).toEqual(['person', 'ok']);
    expect(own.share).not.toBeNull();
    await service.say('quantization', { person: bob });
    const everybodys = await answer(`share ${own.share}`, { person: bob });
    expect(everybodys).toEqual({ ...own, audience: 'place', share: null });
  });

  it.each(['share paper 2310.04415', 'share abstract 2310.04415', 'overhear https://arxiv.org/abs/2310.04415v2'])(
    '%s: the paper counts as seen here, and nowhere else',
    async (sentence) => {
      await answer(sentence, { place: { ...place, thread: '17.5' } });
      const seen = await service.store.ledger.shownIn(place, '2026-11-24');
      expect([...seen.keys()]).toEqual(['arxiv:2310.04415']);
      expect((await service.store.ledger.shownIn(other, '2026-11-24')).size).toBe(0);
      await answer('subscribe 2310.04415 at 18:00');
      expect(await say('preview 1')).toContain('so we begin again');
    },
  );

  it('what is only looked at in short does not count as seen', async () => {
    expect((await answer('glance https://arxiv.org/abs/2310.04415')).outcome).toBe('ok');
    expect((await service.store.ledger.shownIn(place, '2026-11-24')).size).toBe(0);
  });

  it('names a paper of chance', async () => {
    const { card, share } = await answer('random');
    expect((await answer(`share ${share}`)).card.title).toEqual(card.title);
  });

  it.each([
    'save 2310.04415',
    'saved',
    'page 1 saved',
    'cite saved',
    'list',
    'status',
    'help',
    'home',
    'subscribe',
    'subscribe llm at 9:00',
    'like 2310.04415',
    'preview llm',
    'zzzzqqqq',
    'paper 99',
    'paper',
    'search',
    'page 200 search x',
  ])('%s is not', async (sentence) => {
    await say('save 2310.04415');
    expect((await answer(sentence)).share).toBeNull();
  });

  it('never shows to all what belongs to one, and changes nothing', async () => {
    await say('save 2310.04415');
    for (const sentence of ['page 1 saved', 'cite saved', 'paper 99', 'page 200 search x']) {
      expect((await answer(`share ${sentence}`)).audience).toBe('person');
    }
    for (const sentence of ['subscribe llm at 9:00', 'unsave 2310.04415', 'like 2310.04415', 'share today']) {
      await say(`share ${sentence}`);
    }
    expect(await service.store.subscriptions.list(place)).toEqual([]);
    expect(await service.store.people.saved(ada)).toEqual(['arxiv:2310.04415']);
    expect(await service.store.people.votes(place, 'arxiv:2310.04415')).toEqual({ likes: 0, dislikes: 0 });
  });
});

describe('outcomes', () => {
  const expected: readonly (readonly [sentence: string, outcome: Answer['outcome']])[] = [
    ['weight decay', 'ok'],
    ['help', 'ok'],
    ['list', 'ok'],
    ['subscribe', 'ok'],
    ['zzzzqqqq xxyyxxyy', 'nothing'],
    ['weight decay cat:hep-th', 'nothing'],
    ['paper 1706.03762', 'nothing'],
    ['1706.03762', 'nothing'],
    ['links https://arxiv.org/abs/1706.03762', 'nothing'],
    ['links https://arxiv.org/list/cs.LG/recent', 'nothing'],
    ['saved', 'nothing'],
    ['cite saved', 'nothing'],
    ['preview zzzzqqqq', 'nothing'],
    ['page 90 search variance', 'nothing'],
    ['why 2310.12508', 'nothing'],
    ['why', 'nothing'],
    ['why 2026-11-24', 'nothing'],
    ['unsubscribe 3', 'nothing'],
    ['edit 3', 'nothing'],
    ['edit 3 at 9:00', 'nothing'],
    ['paper 3', 'problem'],
    ['paper', 'problem'],
    ['search', 'problem'],
    ['similar', 'problem'],
    ['share', 'problem'],
    ['like', 'problem'],
    ['links', 'problem'],
    ['more', 'problem'],
    ['page 0 search variance', 'problem'],
    ['subscribe llm at 9', 'problem'],
    ['preview llm at 9', 'problem'],
  ];

  it.each(expected)('%s: %s', async (sentence, outcome) => {
    const given = await answer(sentence);
    expect([given.outcome, given.audience, given.card.title.text]).toEqual([
      outcome,
      'person',
      expect.not.stringContaining('Something went wrong'),
    ]);
  });
});

describe('the paper of the day', () => {
  it('has its buttons, and every one works', async () => {
    const { card } = await answer('today');
    expect(actions(card).map(({ label }) => label)).toEqual([
      'Abstract',
      'Similar',
      'Save',
      'Cite',
      'Open',
      '👍',
      '👎',
      'Why this one',
    ]);
    for (const label of ['Abstract', 'Similar', 'Save', 'Cite', '👍', '👎', 'Why this one']) {
      expect([label, (await answer(button(card, label), { person: bob })).outcome]).toEqual([label, 'ok']);
    }
  });

  it('counts what people think of it, and lets them take it back', async () => {
    const liked = await answer('like 2310.04415');
    expect(plainText(liked.card)).toContain('1 person here likes it.');
    expect(await say('like 2310.04415', { person: bob })).toContain('2 people here like it.');
    expect(await say('dislike 2310.04415', { person: bob })).toContain(
      '1 person here likes it, 1 person here does not like it.',
    );
    const thread = { place: { ...place, thread: '17.5' } };
    expect(await say('like 2310.04415', { person: bob, ...thread })).toContain('2 people here like it.');
    expect(await say('like 2310.04415', { place: other })).toContain('1 person here likes it.');
    expect(await say(button(liked.card, 'Take it back'))).toContain('1 person here likes it.');
    expect(await say('unvote 2310.04415', { person: bob })).toContain('Nobody here has said anything of it.');
  });

  it('tells why it was chosen here, and when', async () => {
    await say('subscribe llm at 9:00 on mondays');
    await post(['arxiv:2310.04415'], '2026-11-23', 'matches “llm”; newest of 7 unseen');
    const text = await say('why 2310.04415');
    expect(text).toContain('Why: matches “llm”; newest of 7 unseen');
    expect(text).toContain('Paper of the day: 23 Nov 2026');
    expect(text).toContain('Asked for: llm at 09:00 in Europe/Berlin on mon');
    expect(await say('why 2310.04415', { person: bob, place: { ...place, thread: '17.5' } })).toBe(text);
    expect(await say('why 2310.04415', { place: other })).toContain('This paper was not chosen for this place');
    await say('unsubscribe 1');
    expect(await say('why 2310.04415')).toContain('Asked for: a subscription that has ended');
  });

  it('opens its abstract where it stands, and closes it again', async () => {
    const { card } = await answer('today');
    const opened = await answer(button(card, 'Abstract'));
    expect(plainText(opened.card)).toContain(await abstractOf(card.title.text));
    expect(actions(opened.card).map(({ label }) => label)).toEqual([
      'Less',
      ...actions(card)
        .slice(1)
        .map(({ label }) => label),
    ]);
    expect(actions(opened.card)[0]).toMatchObject({ effect: 'replace' });
    expect((await answer(button(opened.card, 'Less'))).card).toEqual(card);
  });

  it('opens the abstract of one of several, with its buttons, and leaves the others as they are', async () => {
    await say('subscribe llm at 9:00 top 3');
    await post(['arxiv:2310.04415', 'arxiv:2310.12508'], '2026-11-24', 'newest of 7 unseen');
    const { card } = await answer('today');
    expect(card.title.text).toBe('2 papers of the day, 24 Nov 2026 · llm');
    const opened = await answer(button(card, 'Abstract', 1), { person: bob });
    const [first, second] = items(opened.card);
    expect(first).toEqual(items(card)[0]);
    expect(second?.text).toBe(await abstractOf(second?.title));
    expect(await say('paper 2', { person: bob })).toContain(second?.title);
    expect((await answer(button(opened.card, 'Less'))).card).toEqual(card);
  });

  it('leaves the numbers of the last list alone when one paper is opened', async () => {
    const { card } = await answer('today');
    await say('quantization');
    const numbered = await say('paper 2');
    await answer(button(card, 'Abstract'));
    expect(await say('paper 2')).toBe(numbered);
  });

  it.each(['posted', 'only shown'])('keeps its buttons on later days: %s', async (how) => {
    await say('subscribe llm at 9:00');
    if (how === 'posted') await post(['arxiv:2310.04415'], '2026-11-24', 'newest of 7 unseen');
    const old = await answer('today');
    service.setNow('2026-11-26T12:00:00Z');
    await post(['arxiv:2310.12508'], '2026-11-26', 'newest of 6 unseen');
    expect((await answer('today')).card.title).not.toEqual(old.card.title);
    expect((await answer(`share ${old.share}`)).card).toEqual(old.card);
    expect((await answer(button((await answer(button(old.card, 'Abstract'))).card, 'Less'))).card).toEqual(old.card);
    expect(plainText((await answer(button(old.card, 'Why this one'))).card)).toContain('24 Nov 2026');
  });

  it('tells of a paper that was posted twice why it was that day', async () => {
    await say('subscribe llm at 9:00');
    await post(['arxiv:2310.04415'], '2026-11-23', 'newest of 2 unseen');
    const old = await answer('daily 2026-11-23 2310.04415');
    await post(['arxiv:2310.04415'], '2026-11-24', 'the only one of those shown here least', 1);
    const text = await say(button(old.card, 'Why this one'));
    expect(text).toContain('newest of 2 unseen');
    expect(text).toContain('Paper of the day: 23 Nov 2026');
    expect(await say('why 2310.04415')).toContain('shown here least');
  });

  it('is still shown when its subscription has ended, and without a reason when nothing is known of it', async () => {
    await say('subscribe llm at 9:00');
    await post(['arxiv:2310.04415'], '2026-11-23', 'newest of 2 unseen');
    await say('unsubscribe 1');
    expect(await say('daily 2026-11-23 2310.04415')).toContain('Why this one: newest of 2 unseen');
    const unknown = await say('daily 2026-11-20 open 2310.12508');
    expect(unknown).toContain('Paper of the day, 20 Nov 2026');
    expect(unknown).not.toContain('Why this one:');
    expect((await answer('daily 2026-11-20 1706.03762')).outcome).toBe('nothing');
  });

  it('tells why it is the one of today where nothing was posted', async () => {
    const { card } = await answer('today');
    const text = await say(button(card, 'Why this one'));
    expect(text).toContain('24 Nov 2026, not posted here');
    const [, reason] = /^Why this one: (.+)$/mu.exec(plainText(card)) ?? [];
    expect(text).toContain(`Why: ${reason}`);
  });
});

describe('an old button', () => {
  it('goes on with what was trending when the list was made', async () => {
    await service.add(
      ...[1, 2, 3, 4, 5, 6].map((n) =>
        aPaper({ id: `arxiv:2611.0000${n}`, title: `Voted ${n}`, published: '2026-11-18', upvotes: 40 - n }),
      ),
    );
    const old = await answer('trending');
    expect([old.card.title.text, old.share]).toEqual(['Trending in the last week', 'trending week 2026-11-24']);
    service.setNow('2026-11-27T12:00:00Z');
    await service.add(aPaper({ id: 'arxiv:2611.00009', title: 'Newer', published: '2026-11-26', upvotes: 90 }));
    expect(items((await answer('trending')).card).map(({ title }) => title)).toEqual(['Newer']);
    const shared = await answer(`share ${old.share}`, { person: bob });
    expect(shared.card.title.text).toBe('Trending in the week to 24 Nov 2026');
    expect(items(shared.card)).toEqual(items(old.card));
    const next = await answer(button(old.card, 'Next'), { person: bob });
    expect(items(next.card)).toMatchObject([{ title: 'Voted 6', number: 6 }]);
    const opened = await answer(button(old.card, 'Abstract', 1));
    expect(items(opened.card).map(({ title }) => title)).toEqual(items(old.card).map(({ title }) => title));
  });

  it('goes on with its own list and no other, also when its sentence is too long for it', async () => {
    const long = `weight decay ${'-x '.repeat(300)}`;
    const first = await answer(long);
    const next = button(first.card, 'Next');
    expect(next).toMatch(/^page 2 of [\w-]{24}$/u);
    expect(items((await answer(next)).card)[0]?.number).toBe(6);
    await say('quantization');
    const second = await answer(next);
    expect(items(second.card)[0]?.number).toBe(6);
    expect(items((await answer(next, { person: bob })).card)[0]?.number).toBe(6);
    const back = await answer(button(second.card, 'Previous'));
    expect(items(back.card)).toEqual(items(first.card));
    const opened = await answer(button(first.card, 'Abstract', 1));
    expect(opened.card.title).toEqual(first.card.title);
    const less = await answer(button(opened.card, 'Less'));
    expect(items(less.card)).toEqual(items(first.card));
    expect((await answer(`share ${first.share}`)).card.title).toEqual(first.card.title);
    expect((await answer(`share ${opened.share}`)).card.title).toEqual(first.card.title);
  });

  it('shares what was asked for in very many words', async () => {
    const { share, card } = await answer(`similar ${'many words '.repeat(200)}`);
    expect(share).toMatch(/^page 1 of [\w-]{24}$/u);
    expect(items((await answer(`share ${share}`)).card)).toEqual(items(card));
  });

  it('whose sentence is not known any more says so', async () => {
    const refused = await answer(`page 2 of ${'k'.repeat(24)}`);
    expect([refused.outcome, plainText(refused.card)]).toEqual([
      'problem',
      expect.stringContaining('Ask for it again'),
    ]);
    expect((await answer('page 2 of 0123abcd')).outcome).toBe('problem');
  });

  it('that opens an abstract which is no longer in its list leads back to the list', async () => {
    const alone = await answer('page 1 open 2310.04415 search variance after:2025');
    expect(alone.card.title.text).toBe(WEIGHT_DECAY);
    const back = await answer(button(alone.card, 'Back to the list'));
    expect(back.card).toEqual((await answer('search variance after:2025')).card);
  });
});

describe('links', () => {
  it('show one paper whole, several as a list in their order, each once', async () => {
    const one = await answer('links <https://huggingface.co/papers/2310.04415>');
    expect([one.card.title.text, one.share]).toEqual([WEIGHT_DECAY, 'paper 2310.04415']);
    const text =
      'read https://arxiv.org/pdf/2310.12508v2, 1706.03762 and arXiv:2310.04415 or https://arxiv.org/abs/2310.12508';
    const several = await answer(`links ${text}`);
    expect(items(several.card).map(({ title }) => title.slice(0, 5))).toEqual(['SalUn', 'Why D']);
    expect(several.share).toBe('links 2310.12508 2310.04415');
    expect(await say('paper 2')).toContain(WEIGHT_DECAY);
    const opened = await answer(button(several.card, 'Abstract', 1));
    expect(items(opened.card)[1]?.text).toBe(await abstractOf(WEIGHT_DECAY));
  });

  it('to one paper leave the numbers of the last list alone', async () => {
    await say('quantization');
    const numbered = await say('paper 1');
    await say('links https://arxiv.org/abs/2310.04415');
    expect(await say('paper 1')).toBe(numbered);
  });

  it('show one paper in short where somebody else spoke of it', async () => {
    await say('quantization');
    const numbered = await say('paper 1');
    const { card, share, outcome } = await answer('glance https://huggingface.co/papers/2310.04415');
    expect([card.title.text, share, outcome]).toEqual([WEIGHT_DECAY, 'paper 2310.04415', 'ok']);
    const whole = await abstractOf(WEIGHT_DECAY);
    expect(plainText(card)).not.toContain(whole);
    expect(actions(card).map(({ label }) => label)).toEqual(['Abstract', 'Similar', 'Save', 'Cite', 'Open']);
    expect(await say(button(card, 'Abstract'))).toContain(whole);
    expect(await say('paper 1')).toBe(numbered);
    for (const url of ['https://arxiv.org/abs/1706.03762', 'https://arxiv.org/list/cs.LG/recent']) {
      expect((await answer(`glance ${url}`)).outcome).toBe('nothing');
    }
    expect((await answer('glance at transformers')).card.title.text).toContain('“glance at transformers”');
  });

  it('turn their pages', async () => {
    const ids = (await seedPapers()).flatMap(({ id }) => (id.startsWith('arxiv:') ? [id.slice(6)] : [])).slice(0, 7);
    const first = await answer(`links ${ids.join(' ')}`);
    expect(items((await answer(button(first.card, 'Next'))).card).map(({ number }) => number)).toEqual([6, 7]);
  });
});

describe('related papers', () => {
  it('say which links are to papers that are not here, and read no emoji code as a word', async () => {
    const unknown = 'https://arxiv.org/abs/2401.99999';
    expect(await say(`related ${unknown}`)).toContain('I do not have this paper');
    expect(await say(`related zzzzqqqq ${unknown}`)).toContain('I do not have this paper');
    const mixed = await say(`related ${unknown} https://arxiv.org/abs/2310.04415`);
    expect(mixed).toContain('I do not have arXiv:2401.99999.');
    expect(mixed).toContain(WEIGHT_DECAY);
    expect(await say('related :weight: :decay:')).not.toContain(WEIGHT_DECAY);
  });

  it('are those that a message links to', async () => {
    expect(await say('related look: https://arxiv.org/abs/2310.04415 !')).toContain(WEIGHT_DECAY);
  });

  it('or those with its words, of which none is a filter', async () => {
    const { card, share } = await answer(
      'related is "weight  decay" -useless? cat:hep-th https://example.org/x after:2099',
    );
    expect(items(card)[0]?.title).toBe(WEIGHT_DECAY);
    expect(plainText(card)).not.toContain('Only:');
    expect(share).toBe('search is weight decay useless? cat hep-th after 2099');
    const next = await answer(button(card, 'Next'));
    expect(items(next.card)[0]?.number).toBe(6);
  });

  it('are missed kindly when there is nothing to go by', async () => {
    expect((await answer('related https://example.org/only')).outcome).toBe('nothing');
    expect(await say('related zzzzqqqq')).not.toContain('Try fewer');
    expect((await answer('related "" -- : +')).outcome).not.toBe('ok');
  });
});

describe('forms', () => {
  it('of subscribe is filled in with what is usual, and makes the sentence that is typed', async () => {
    const { form, card } = await answer('subscribe', { zone: 'Asia/Kathmandu' });
    if (form === null) throw new Error('Expected a form');
    expect(plainText(card)).toContain('subscribe [topic]');
    expect(form.elsewhere).toBe(true);
    const zone = form.fields.find(({ name }) => name === 'zone');
    expect(zone?.value).toBe('Asia/Kathmandu');
    expect(zone?.options?.[0]).toEqual({ label: 'Asia/Kathmandu', value: 'Asia/Kathmandu' });
    expect(zone?.options?.length).toBeLessThanOrEqual(100);
    expect(new Set(zone?.options?.map(({ value }) => value)).size).toBe(zone?.options?.length);
    const values = { ...initialValues(form), topic: 'llm', days: 'mon,fri', at: '18:05', top: '2', thread: 'thread' };
    const made = await answer(fillForm(form.says, values), { zone: 'UTC' });
    expect([made.audience, made.outcome, made.form]).toEqual(['place', 'ok', null]);
    expect(plainText(made.card)).toContain(
      'What: llm at 18:05 in Asia/Kathmandu on mon,fri top 2, with abstracts in a thread',
    );
    expect(plainText(made.card)).toContain('First post: Fri 27 Nov 2026, 18:05 (Asia/Kathmandu)');
    const previewed = await answer(fillForm(form.preview ?? '', values));
    expect(plainText(previewed.card)).toContain('Preview of the next post, Fri 27 Nov 2026, 18:05 (Asia/Kathmandu)');
    expect(await service.store.ledger.shownIn(place, '2026-11-24')).toEqual(new Map());
  });

  it('of edit holds what is subscribed, and saves just that when nothing is changed', async () => {
    await say(
      'subscribe -survey llm cat:cs.CL "weight decay" at 7:45 in Nuuk on weekdays top 4 thread say-why from 2026-12-01',
    );
    const before = (await service.store.subscriptions.list(place))[0];
    const { form } = await answer('edit 1');
    if (form === null) throw new Error('Expected a form');
    expect(initialValues(form)).toEqual({
      topic: 'llm "weight decay"',
      filters: '-survey cat:cs.CL',
      at: '07:45',
      zone: 'America/Nuuk',
      days: 'mon,tue,wed,thu,fri',
      top: '4',
      thread: 'thread',
      empty: 'say-why',
      from: '2026-12-01',
    });
    expect(form.elsewhere).toBe(false);
    expect((await answer(fillForm(form.says, initialValues(form)))).outcome).toBe('ok');
    const after = (await service.store.subscriptions.list(place))[0];
    expect(after).toMatchObject({
      id: before?.id,
      timetable: before?.timetable,
      top: 4,
      thread: true,
      empty: 'say-why',
      from: '2026-12-01',
    });
    expect(after?.query.split(' ').toSorted()).toEqual(before?.query.split(' ').toSorted());
    expect((await answer(fillForm(form.says, { at: '10:00' }))).outcome).toBe('ok');
    const emptied = (await service.store.subscriptions.list(place))[0];
    expect(emptied).toMatchObject({
      query: '',
      timetable: { at: '10:00', zone: 'America/Nuuk' },
      top: 1,
      thread: false,
    });
  });
});
