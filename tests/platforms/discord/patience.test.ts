import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/cards/card.ts';
import { card, openDiscord } from './discord-world.ts';
import type { DiscordWorld, DiscordWorldOptions } from './discord-world.ts';

let world: DiscordWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** An app whose answers come when the test says so, and that announces them after so many milliseconds. */
async function open(options: DiscordWorldOptions = {}, answerMs = 2_500) {
  const waiting: ((answer: Partial<Answer>) => void)[] = [];
  world = await openDiscord(
    ({ text }) => {
      if (text.startsWith('share')) return { card: card('Shared'), audience: 'place' };
      return new Promise<Partial<Answer>>((resolve) => {
        waiting.push(resolve);
        world?.server.world.watch.changed();
      });
    },
    { ...options, parts: { answerMs, ...options.parts } },
  );
  await world.start();
  const answer = async (given: Partial<Answer>) => {
    const { server } = world!;
    (await server.until(() => waiting.shift(), 'a request'))(given);
  };
  return { ...world, answer };
}

const callback = 'POST /interactions/:interaction/:token/callback';
const filling = 'PATCH /webhooks/:app/:token/messages/:message';
const adding = 'POST /webhooks/:app/:token';

describe('an answer that takes long', () => {
  it('is announced in time, and comes in the place of that, for the same eyes', async () => {
    const { ada, lab, answer, server } = await open({}, 50);
    const done = await ada.command(lab, 'papers search', { query: 'graphs' });
    expect(done).toMatchObject({ answered: true, type: 5 });
    expect(done.message()).toMatchObject({ onlyFor: ada.id, content: '' });
    await answer({ card: card('Here it is'), share: 'search graphs' });
    expect(await done.settled()).toMatchObject({ onlyFor: ada.id, content: '**Here it is**' });
    expect(server.messages(lab, ada.id)).toHaveLength(1);
    const shared = await ada.press(done.message()!, 'Share');
    expect(shared.message()).toMatchObject({ onlyFor: null, content: '**Shared**' });
  });

  it('is for everybody where the person wanted that', async () => {
    const { ada, lab, answer } = await open({}, 50);
    const done = await ada.command(lab, 'papers search', { query: 'graphs', public: true });
    expect(done.message()).toMatchObject({ onlyFor: null });
    await answer({ card: card('Here it is') });
    expect(await done.settled()).toMatchObject({ onlyFor: null, content: '**Here it is**' });
  });

  it.each([
    ['changes the place is told to everybody', {}, { audience: 'place' }, null],
    ['is a mistake is nobody else’s business', { public: true }, { outcome: 'problem' }, 'ada'],
  ] as const)('and that %s, as a message of its own', async (_what, values, given, eyes) => {
    const { ada, lab, answer, server } = await open({}, 50);
    const done = await ada.command(lab, 'papers subscribe', { topic: 'graphs', ...values });
    expect(done.type).toBe(5);
    await answer({ card: card('Here it is'), ...given });
    const [message] = await server.until(() => done.followups().length > 0 && done.followups(), 'a message');
    expect(message).toMatchObject({ content: '**Here it is**', onlyFor: eyes === null ? null : ada.id });
    await server.until(() => server.messages(lab, ada.id).length === 1, 'that message alone');
    expect(server.messages(lab, ada.id)).toEqual([message]);
  });

  it('to a page takes the place of the last page', async () => {
    const { ada, answer, server } = await open({}, 50);
    const direct = server.directChannel(ada.id);
    const next = { label: 'Next', says: 'page 2 x', effect: 'replace' } as const;
    const asking = ada.command(direct, 'papers search', { query: 'graphs' });
    await answer({ card: { title: { text: 'Page 1' }, blocks: [{ kind: 'actions', actions: [next] }] } });
    const message = await (await asking).settled();
    const done = await ada.press(message, 'Next');
    expect(done.type).toBe(6);
    expect(message.content).toBe('**Page 1**');
    await answer({ card: card('Page 2') });
    await server.until(() => message.content === '**Page 2**', 'the page');
    expect(server.messages(direct)).toHaveLength(1);
  });

  it('with a form offers it by a button', async () => {
    const { ada, lab, answer } = await open({}, 300);
    const form = { title: 'T', submit: 'S', says: 'subscribe {topic}', preview: null, elsewhere: false } as const;
    const fields = [{ name: 'topic', label: 'Topic', kind: 'text', value: 'x' }] as const;
    const done = await ada.command(lab, 'papers subscribe');
    await answer({ card: card('How to subscribe'), form: { ...form, fields } });
    const message = await done.settled();
    const pressing = ada.press(message, 'Fill in a form');
    await answer({ card: card('How to subscribe'), form: { ...form, fields } });
    expect((await pressing).modal).toMatchObject({ title: 'T' });
  });
});

describe('what Discord does not take', () => {
  it('because it is too late is left, and said in the log', async () => {
    const { ada, lab, answer, server, tells, lines } = await open({ server: { deadlineMs: 300 } }, 50);
    server.fault(callback, { kind: 'error', code: 10062 });
    const done = await ada.command(lab, 'papers search', { query: 'graphs' }).catch(() => null);
    expect(done?.answered).toBe(false);
    await answer({ card: card('Here it is') });
    expect(await tells('discord.too-late')).toMatchObject({ fields: { code: 10062 } });
    expect(server.calls(callback)).toHaveLength(1);
    expect(lines.filter(({ event }) => /failed/u.test(event))).toEqual([]);
  });

  it('because somebody else has answered is left', async () => {
    const { ada, lab, answer, server, tells } = await open({ server: { deadlineMs: 200 } });
    server.fault(callback, { kind: 'error', code: 40060 });
    const asking = ada.command(lab, 'papers search', { query: 'graphs' });
    await answer({ card: card('Here it is') });
    expect(await tells('discord.too-late')).toMatchObject({ fields: { code: 40060 } });
    await asking;
    expect(server.calls(callback)).toHaveLength(1);
  });

  it.each([
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 500 },
    { kind: 'drop' },
  ] as const)('for a moment is said again, and shown once: %j', async (fault) => {
    const { ada, lab, answer, server, lines } = await open();
    server.fault(callback, fault);
    const asking = ada.command(lab, 'papers search', { query: 'graphs' });
    await answer({ card: card('Here it is') });
    const done = await asking;
    await server.until(() => done.message()?.content === '**Here it is**', 'the answer');
    expect(server.messages(lab, ada.id)).toHaveLength(1);
    expect(lines.filter(({ event }) => /failed|late/u.test(event))).toEqual([]);
  });

  it.each([{ kind: 'hang' }, { kind: 'hang', when: 'after' }] as const)(
    'within a while is said again as long as it may be, and shown once: %j',
    async (fault) => {
      const { ada, lab, answer, server } = await open({ parts: { hastyMs: 100 } });
      server.fault(callback, fault);
      const asking = ada.command(lab, 'papers search', { query: 'graphs' });
      await answer({ card: card('Here it is') });
      const done = await asking;
      expect(done.answered).toBe(true);
      await server.until(() => done.message()?.content === '**Here it is**', 'the answer');
      expect(server.messages(lab, ada.id)).toHaveLength(1);
    },
  );

  it.each([
    { kind: 'status', status: 502 },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop' },
    { kind: 'drop', when: 'after' },
  ] as const)('in the place of what was announced comes there all the same: %j', async (fault) => {
    const { ada, lab, answer, server, lines } = await open({}, 50);
    const done = await ada.command(lab, 'papers search', { query: 'graphs' });
    server.fault(filling, fault, { times: 3 });
    await answer({ card: card('Here it is') });
    expect(await done.settled()).toMatchObject({ content: '**Here it is**' });
    await server.until(() => server.calls(filling).length === 4, 'the last try');
    expect(lines.filter(({ event }) => /failed|late/u.test(event))).toEqual([]);
  });

  it('for longer than anybody waits is given up', async () => {
    const { ada, lab, answer, server, tells } = await open({}, 50);
    await ada.command(lab, 'papers search', { query: 'graphs' });
    server.fault(filling, { kind: 'drop' }, { times: Infinity });
    await answer({ card: card('Here it is') });
    await tells('discord.response-failed');
    expect(server.calls(filling)).toHaveLength(8);
  });

  it.each([
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 502 },
  ] as const)('as a message of its own is never said twice, and the person hears of it: %j', async (fault) => {
    const { ada, lab, answer, server, tells } = await open({}, 50);
    const done = await ada.command(lab, 'papers subscribe', { topic: 'graphs' });
    server.fault(adding, fault);
    await answer({ card: card('Here it is'), audience: 'place' });
    await tells('discord.response-failed');
    await server.until(() => done.message()?.content.includes('did not say'), 'words on that');
    expect(server.calls(adding)).toHaveLength(1);
    expect(server.messages(lab)).toHaveLength('when' in fault ? 1 : 0);
  });

  it('as a card is shown as text', async () => {
    const { ada, lab, answer, server } = await open();
    server.fault(callback, { kind: 'error', code: 50035 });
    const asking = ada.command(lab, 'papers search', { query: 'graphs' });
    await answer({ card: { title: { text: 'Here it is' }, blocks: [{ kind: 'code', text: 'code' }] } });
    const done = await asking;
    expect(done.message()).toMatchObject({ onlyFor: ada.id, embeds: [] });
    expect(done.message()?.content).toContain('code');
    expect(server.calls(callback)).toHaveLength(2);
  });
});

it('a failure that nobody expects is told with a name that the log has too', async () => {
  const sentences = { keep: () => Promise.resolve('k'), find: () => Promise.reject(new Error('no disk')) };
  const { ada, lab, answer, tells } = await open({ handlers: { sentences } });
  const asking = ada.command(lab, 'papers search', { query: 'graphs' });
  await answer({ card: card('Here it is', `search ${'long '.repeat(30)}`) });
  const { message } = await asking;
  const pressed = await ada.press(message()!, `search ${'long '.repeat(30)}`.slice(0, 30).trim());
  const { fields } = await tells('discord.interaction-failed');
  expect(pressed.message()?.content).toContain('Something went wrong here');
  expect(JSON.stringify(pressed.message()?.embeds)).toContain(String(fields['reference']));
});

it('an answer comes without the buttons whose sentences cannot be kept', async () => {
  const sentences = { keep: () => Promise.reject(new Error('no disk')), find: () => Promise.resolve(null) };
  const { ada, lab, answer } = await open({ handlers: { sentences } });
  const asking = ada.command(lab, 'papers search', { query: 'graphs' });
  await answer({ card: card('Here it is', `search ${'long '.repeat(30)}`, 'today') });
  const { message } = await asking;
  expect(JSON.stringify(message()?.components)).toContain('today');
  expect(JSON.stringify(message()?.components)).not.toContain('long');
});
