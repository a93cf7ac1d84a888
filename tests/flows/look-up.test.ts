import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLookUp } from '../../src/flows/look-up.ts';
import { arxivItem } from '../support/feeds/arxiv.ts';
import * as reply from '../support/feeds/reply.ts';
import { startService } from './service.ts';
import type { Service } from './service.ts';
import { startWebWorld } from './web-world.ts';
import type { WebWorld } from './web-world.ts';

let world: WebWorld;
let service: Service;
let isOn = true;
beforeEach(async () => {
  isOn = true;
  world = await startWebWorld('2026-11-24T10:00:00Z');
  world.arxiv.items.push(arxivItem(7, '2026-11-20', { title: 'On sevens' }));
  service = await startService([], {
    sources: {
      report: async () => [],
      lookUp: (text) =>
        createLookUp({
          lookUp: isOn ? world.web().lookUp : null,
          papers: service.store.papers,
          deadline: world.clock.deadline,
          signal: new AbortController().signal,
          log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        })(text),
    },
  });
});
afterEach(async () => {
  await service.close();
  await world.server.close();
});

describe('a paper of arXiv that is not here', () => {
  it('is fetched once, and that is said', async () => {
    const text = await service.say('paper https://arxiv.org/abs/2611.00007v1');
    expect(text).toContain('On sevens');
    expect(text).toContain('It was not here yet; I fetched it from arXiv just now.');
    expect(await service.say('paper 2611.00007')).not.toContain('fetched');
    expect(world.server.requests).toHaveLength(1);
  });

  it('is fetched by no other sentence', async () => {
    for (const sentence of [
      '2611.00007',
      'glance https://arxiv.org/abs/2611.00007',
      'cite 2611.00007',
      'links https://arxiv.org/abs/2611.00007',
      'similar 2611.00007',
    ]) {
      await service.say(sentence);
    }
    expect(world.server.requests).toEqual([]);
  });

  it('is one that arXiv does not know, or cannot tell of', async () => {
    expect(await service.say('paper 2611.00008')).toContain('I asked arXiv, and it has no paper with this id.');
    world.server.route('/api/query', () => reply.statusReply(403));
    expect(await service.say('paper 2611.00007')).toContain(
      'I asked arXiv in vain: arXiv does not let us in (status 403).',
    );
  });

  it('is not waited for longer than people do', async () => {
    world.server.fault('/api/query', reply.silence);
    const answer = service.say('paper 2611.00007');
    await world.server.came(1);
    world.clock.expire();
    expect(await answer).toContain('I asked arXiv in vain: arXiv did not answer soon enough. Ask again in a moment.');
  });

  it('is left where it is when arXiv is switched off, and other names never lead outside', async () => {
    isOn = false;
    expect(await service.say('paper 2611.00007')).toContain('I do not have this paper');
    isOn = true;
    await service.say('paper jsonl:17');
    await service.say('paper https://example.org/2611.00007');
    expect(world.server.requests).toEqual([]);
  });
});
