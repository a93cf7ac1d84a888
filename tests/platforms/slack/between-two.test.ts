import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { button, openWhole } from './whole-world.ts';
import type { WholeWorld } from './whole-world.ts';

/* A conversation of two people: commands can be said there, and the bot takes no part in it. */

let service: Service;
let world: WholeWorld | null = null;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await world?.end();
  world = null;
  await service.close();
});

describe.each(['socket', 'http'] as const)('in a conversation of two people, over %s', (way) => {
  async function open() {
    const opened = await openWhole(service, { way });
    world = opened;
    const { server, ada } = opened;
    const grace = server.addUser({ name: 'grace' });
    const two = server.addChannel({ name: 'directmessage', kind: 'im', members: [ada.id, grace.id] });
    const say = async (text: string, shown: string) => {
      await ada.command('/papers', text, two.id);
      return opened.seen(shown, two.id);
    };
    return { ...opened, grace: server.person(grace.id), two, say };
  }

  it('an answer is for the person alone, and can be shared', async () => {
    const { server, ada, grace, two, say, problems } = await open();
    await say('saved', 'saved');
    const found = await say('weight decay', 'Papers');
    expect(found.onlyFor).toBe(ada.id);
    await ada.press({ message: found }, button(found.blocks, 'Save'));
    await server.until(() => server.messages(two.id, ada.id).find(({ text }) => text.startsWith('Saved')), 'saved');
    expect(server.messages(two.id, grace.id)).toEqual([]);
    await ada.press({ message: found }, button(found.blocks, 'Share to channel'));
    const shared = await server.until(() => server.messages(two.id, grace.id)[0], 'the shared list');
    const before = shared.text;
    await grace.press({ message: shared }, button(shared.blocks, 'Abstract'));
    const own = await server.until(() => server.messages(two.id, grace.id)[1], 'the abstract');
    expect([own.onlyFor, shared.text]).toEqual([grace.id, before]);
    expect(problems).toEqual([]);
  });

  it('nothing is subscribed to: the answer says where it can be', async () => {
    const { server, ada, grace, two, say } = await open();
    const answer = await say('subscribe weight decay at 9:00', 'cannot change');
    expect(answer.onlyFor).toBe(ada.id);
    expect(answer.text).toContain('in a direct message, or say it in a channel');
    expect(server.messages(two.id, grace.id)).toEqual([]);
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('the own conversation with the bot can be subscribed all the same', async () => {
    const { server, ada, seen } = await open();
    const { id } = server.directChannel(ada.id);
    await ada.command('/papers', 'subscribe weight decay at 9:00', id);
    expect((await seen('Subscribed', id)).onlyFor).toBeNull();
  });
});
