import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { place, seedPapers, startService } from './service.ts';
import type { Service } from './service.ts';
import { toPaper } from '../../src/paper/paper.ts';

const at = '2026-11-24T06:00:00.000Z';
const ACL = 'Des chunks pour le français';
const SHORT = 'Chunks of a sentence';
const LINK = 'https://aclanthology.org/2007.jeptalnrecital-long.30/';

let service: Service;
const say: Service['say'] = (text, request) => service.say(text, request);

beforeEach(async () => {
  service = await startService([
    ...(await seedPapers()),
    toPaper(
      { title: ACL, abstract: 'Chunks of a sentence are found by rules.', url: LINK },
      { source: 'jsonl', sourceId: 'acl:2007.jeptalnrecital-long.30', at },
    ),
    toPaper({ title: SHORT, abstract: 'Rules find chunks.' }, { source: 'mine', sourceId: '51x', at }),
    toPaper({ title: 'Numbered', abstract: 'By its number.' }, { source: 'mine', sourceId: '51', at }),
  ]);
});
afterEach(() => service.close());

describe('the names of a paper that is not on arXiv', () => {
  it.each(['acl:2007.jeptalnrecital-long.30', LINK, LINK.replace('https', 'http').replace(/\/$/u, '')])(
    'lead every command to it: %s',
    async (name) => {
      for (const command of ['paper', 'abstract', 'save', 'unsave', 'cite', 'like', 'dislike', 'unvote', 'why']) {
        expect(`${command}: ${await say(`${command} ${name}`)}`).toContain(ACL);
      }
      expect(await say(`similar ${name}`)).toContain(`Papers like “${ACL}”`);
      expect(await say(`share paper ${name}`)).toContain(ACL);
    },
  );

  it.each(['acl:2007.jeptalnrecital-long.30', LINK, '51x', `search ${LINK}`])(
    'show it alone as a whole sentence: %s',
    async (sentence) => {
      const text = await say(sentence);
      expect(text.startsWith(sentence.includes('51x') ? SHORT : ACL)).toBe(true);
      expect(await say('similar 1')).toContain('Papers like “');
    },
  );

  it('stay a search when nothing has them', async () => {
    for (const sentence of ['acl:2008.none', 'https://aclanthology.org/none/', '52x']) {
      expect(await say(sentence)).not.toContain('I do not know this paper');
    }
    expect(await say('51')).not.toContain('By its number.');
  });

  it('are told to be unknown, with a way on', async () => {
    expect(await say('paper acl:2008.none')).toContain('There is no paper here with the id acl:2008.none.');
    expect(await say('paper https://example.org/none')).toContain('There is no paper here with the link https');
    expect(await say('paper GPT-4')).toContain('search GPT-4');
    expect(await say('similar acl:2008.none')).toContain('I do not know this paper');
    expect(await say('similar 52x')).not.toContain('I do not know this paper');
  });

  it('may be a number, after those of the list', async () => {
    expect(await say('paper 51')).toContain('By its number.');
    expect(await say('paper 52')).toContain('There is no number 52 yet');
    const ids = Array.from({ length: 51 }, () => 'mine:51x');
    await service.store.people.remember({ platform: 'terminal', workspace: null, id: 'ada' }, place, {
      ids,
      more: null,
      at: '2026-11-24T12:00:00Z',
    });
    expect(await say('cite 51')).toContain(SHORT);
  });
});
