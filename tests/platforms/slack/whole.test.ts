import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAnswer } from '../../../src/flows/answer.ts';
import { createDeliver } from '../../../src/flows/deliver.ts';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { quick, settingsFor } from './slack-world.ts';

/* Slack with the real commands behind it, over the 55 papers that come with Paperboy. */

let service: Service;
let end: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await end();
  await service.close();
});

const note = () => undefined;
const now = () => new Date('2026-11-24T12:00:00Z');

async function open() {
  const server = await createSlackServer();
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  const { store, index } = service;
  const problems: unknown[] = [];
  const log = { debug: note, info: note, warn: note, error: (...line: unknown[]) => problems.push(line) };
  const slack = createSlack(settingsFor(server, 'socket'), quick);
  await slack.start({ commands: [], answer: createAnswer({ store, index, now, log }), log });
  end = async () => {
    await slack.stop();
    await server.stop();
  };
  const seen = (text: string, channel = lab.id) =>
    server.until(() => server.messages(channel, ada.id).findLast((message) => message.text.includes(text)), text);
  /** Posts what is due at that time. */
  const deliver = (at: string) =>
    createDeliver({ store, index, platforms: new Map([['slack', slack]]), now: () => new Date(at), log }).tick();
  return { server, ada: server.person(ada.id), lab, seen, deliver, problems };
}

/** The action id of the first button with that label. */
function button(blocks: readonly unknown[], label: string): string {
  const all = blocks.flatMap((block) => listOf(fieldsOf(block)['elements'])).map(fieldsOf);
  const found = all.find((element) => fieldsOf(element['text'])['text'] === label);
  if (found === undefined) throw new Error(`No button ${label}; there are: ${JSON.stringify(all)}`);
  return String(found['action_id']);
}

const weightDecay = 'Why Do We Need Weight Decay in Modern Deep Learning?';

it('finds papers, opens an abstract in place, saves and shares', async () => {
  const { server, ada, lab, seen, problems } = await open();
  await ada.command('/papers', 'weight decay', lab.id);
  const message = await seen(weightDecay);
  const before = message.text;
  await ada.press({ message }, button(message.blocks, 'Abstract'));
  await server.until(() => message.text !== before, 'the abstract');
  expect(message.text).toContain(weightDecay);
  await ada.press({ message }, button(message.blocks, 'Save'));
  await seen('Saved');
  await ada.press({ message }, button(message.blocks, 'Share to channel'));
  await server.until(() => server.messages(lab.id).find(({ text }) => text.includes(weightDecay)), 'the shared list');
  expect(problems).toEqual([]);
});

it('opens the abstract of a posted paper for whoever presses, and in a direct message in its place', async () => {
  const { server, ada, lab, seen, deliver } = await open();
  const grace = server.addUser({ name: 'grace' });
  lab.members.add(grace.id);
  const { id: direct } = server.directChannel(ada.id);
  const abstract = 'Weight decay is a broadly used technique';
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  await ada.command('/papers', 'subscribe weight decay at 9:00', direct);
  for (const channel of [lab.id, direct]) await seen('Subscribed', channel);
  await deliver('2026-11-25T03:31:00Z');
  const inChannel = await seen('Paper of the day');
  const before = inChannel.text;
  await server.person(grace.id).press({ message: inChannel }, button(inChannel.blocks, 'Abstract'));
  const own = await server.until(
    () => server.messages(lab.id, grace.id).find(({ text }) => text.includes(abstract)),
    'the abstract',
  );
  expect([own.onlyFor, inChannel.text]).toEqual([grace.id, before]);
  await server.person(grace.id).press({ message: own }, button(own.blocks, 'Less'));
  await server.until(() => !own.text.includes(abstract), 'less');
  expect(own.text).toContain('Why this one');

  const inDirect = await seen('Paper of the day', direct);
  const closed = inDirect.text;
  await ada.press({ message: inDirect }, button(inDirect.blocks, 'Abstract'));
  await server.until(() => inDirect.text.includes(abstract), 'the abstract');
  for (const label of ['👍', '👎', 'Why this one']) expect(button(inDirect.blocks, label)).not.toBe('');
  await ada.press({ message: inDirect }, button(inDirect.blocks, 'Less'));
  await server.until(() => !inDirect.text.includes(abstract), 'less');
  expect(inDirect.text).toBe(closed);
});

it('shows a paper for its link, and what is related to a message', async () => {
  const { server, ada, lab, seen } = await open();
  const url = 'https://arxiv.org/abs/2310.04415';
  const { message } = await ada.say(lab.id, `look: <${url}>`);
  const preview = await server.until(() => message.unfurls[url], 'a preview');
  expect(JSON.stringify(preview)).toContain(weightDecay);
  await ada.press({ message }, button(listOf(fieldsOf(preview)['blocks']), 'Abstract'));
  const abstract = await server.until(
    () => server.messages(lab.id, ada.id).find(({ text }) => text.includes('Weight decay is a broadly used technique')),
    'the abstract',
  );
  expect([abstract.onlyFor, abstract.ts === message.ts]).toEqual([ada.id, false]);
  expect(Object.keys(message.unfurls)).toEqual([url]);
  await ada.messageShortcut('papers_related', message);
  expect(await seen(weightDecay)).toMatchObject({ onlyFor: ada.id });
});

it('sets a channel up by a form, shows it on the home tab of its maker, and changes it by another', async () => {
  const { server, ada, lab, seen, problems } = await open();
  await ada.command('/papers', 'subscribe', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  const blocks = listOf(form.body['blocks']).map(fieldsOf);
  const inputs = blocks.filter((block) => block['type'] === 'input').map((block) => String(block['block_id']));
  expect(inputs.length).toBeGreaterThanOrEqual(6);
  const [topic = ''] = inputs;
  await ada.press({ view: form }, 'field:changed', { blockId: topic, choice: { value: 'weight decay' } });
  await server.until(() => JSON.stringify(form.body).includes(weightDecay.slice(0, 10)) || undefined, 'the preview');
  await ada.submit(form);
  const confirmation = await seen('Subscribed');
  expect(confirmation).toMatchObject({ onlyFor: null });
  expect(await service.store.subscriptions.all()).toMatchObject([
    { query: 'weight decay', timetable: { zone: 'Asia/Kolkata' }, place: { platform: 'slack', channel: lab.id } },
  ]);

  await ada.openHome();
  await server.until(() => server.home(ada.id), 'the home tab');

  await ada.command('/papers', 'edit 1', lab.id);
  const edit = await server.until(() => server.modal(ada.id), 'the form to change it');
  await ada.submit(edit, { [topic]: { 'field:changed': { value: 'graph learning' } } });
  await server.until(() => server.messages(lab.id).some(({ text }) => text.includes('graph learning')), 'the change');
  expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'graph learning' }]);
  expect(problems).toEqual([]);
});

it('does not show on a home tab what its maker may no longer read', async () => {
  const { server, ada, seen } = await open();
  const grace = server.addUser({ name: 'grace' });
  const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id, grace.id] });
  await ada.command('/papers', 'subscribe quantization at 9:00', inner.id);
  await seen('Subscribed', inner.id);
  const home = () => JSON.stringify(server.home(ada.id)?.body ?? null);
  inner.members.delete(ada.id);
  await server.person(grace.id).command('/papers', 'edit 1 weight decay', inner.id);
  await server.until(() => server.messages(inner.id).some(({ text }) => text.includes('is changed')), 'the change');
  await ada.openHome();
  await server.until(() => home().includes('Subscriptions'), 'the home tab');
  expect(home()).not.toContain(inner.id);
  expect(home()).not.toContain('Number 1');
  await ada.direct('home');
  const { id } = server.directChannel(ada.id);
  const { blocks } = await seen('Type what you are looking for', id);
  expect(JSON.stringify(blocks)).not.toContain(inner.id);
});

it('shows on a home tab what its maker may read elsewhere', async () => {
  const { server, ada, seen } = await open();
  const inner = server.addChannel({ name: 'inner', kind: 'private', members: [ada.id] });
  await ada.command('/papers', 'subscribe quantization at 9:00', inner.id);
  await seen('Subscribed', inner.id);
  await ada.openHome();
  const home = await server.until(() => server.home(ada.id), 'the home tab');
  expect(JSON.stringify(home.body)).toContain(inner.id);
});

it.each([
  [{ withBot: false }, 'Invite me to the channel: /invite @paperboy'],
  [{ kind: 'private', withBot: false }, 'I cannot see that channel'],
  [{ posting: 'read-only' }, 'Not everybody may post in that channel'],
] as const)('says with a subscription that it cannot post there: %j', async (given, words) => {
  const { server, ada, lab, seen } = await open();
  const far = server.addChannel({ name: 'far', members: [ada.id], ...given });
  await ada.command('/papers', 'subscribe quantization at 9:00', far.id);
  expect(JSON.stringify((await seen('Subscribed', far.id)).blocks)).toContain(words);
  await ada.command('/papers', 'subscribe quantization at 9:00', lab.id);
  expect(JSON.stringify((await seen('Subscribed', lab.id)).blocks)).not.toContain('I cannot post here');
});

it('answers a mistake of the form in the form', async () => {
  const { server, ada, lab } = await open();
  await ada.command('/papers', 'subscribe', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  const [block] = listOf(form.body['blocks']).map(fieldsOf);
  const typed = { [String(block?.['block_id'])]: { 'field:changed': { value: 'graphs at 9:00 at 10:00' } } };
  const sent = await ada.submit(form, typed);
  expect(sent.payload).toMatchObject({ response_action: 'errors' });
  expect(sent.delivery.problem).toBeNull();
  const none = await ada.submit(form, {
    [String(block?.['block_id'])]: { 'field:changed': { value: 'graphs' } },
    'field:top': { 'field:changed': { value: '0' } },
  });
  expect(none.payload).toMatchObject({ errors: { 'field:top': expect.stringContaining('not 0') } });
  expect(await service.store.subscriptions.all()).toEqual([]);
});
