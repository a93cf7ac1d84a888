import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { button, openWhole } from './whole-world.ts';

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

async function open() {
  const world = await openWhole(service);
  end = world.end;
  return world;
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

it('shares once on a double click, and says who did', async () => {
  const { server, ada, lab, seen } = await open();
  await ada.command('/papers', 'weight decay', lab.id);
  const message = await seen(weightDecay);
  const share = button(message.blocks, 'Share to channel');
  await Promise.all([ada.press({ message }, share), ada.press({ message }, share)]);
  await seen('Shared by ada');
  await ada.press({ message }, button(message.blocks, 'Save'));
  await seen('Saved');
  expect(server.messages(lab.id).filter(({ text }) => text.includes('Shared by ada'))).toHaveLength(1);
});

it('answers in the channel what is pressed in a post that has replies', async () => {
  const { server, ada, lab, seen, deliver } = await open();
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  await seen('Subscribed');
  await deliver('2026-11-25T03:31:00Z');
  const message = await seen('Paper of the day');
  await ada.say(lab.id, 'I read this one', message.ts);
  await ada.press({ message }, button(message.blocks, 'Cite'));
  expect(await seen('@misc')).toMatchObject({ thread: null, onlyFor: ada.id });
  expect(server.messages(lab.id).filter(({ thread }) => thread === message.ts)).toHaveLength(1);
});

it('finds what is related to a paper of the day, and not the paper itself', async () => {
  const { ada, lab, seen, deliver } = await open();
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  await seen('Subscribed');
  await deliver('2026-11-25T03:31:00Z');
  await ada.messageShortcut('papers_related', await seen('Paper of the day'));
  expect((await seen('like')).text).toMatch(/^Papers like/u);
});

it('says who decides where it is told who may set channels up', async () => {
  const world = await openWhole(service, {
    admins: { everyone: false, ids: new Set(['U0BOSS0001']), slackAdmins: false },
  });
  ({ end } = world);
  const { ada, lab, seen } = world;
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  expect((await seen('You cannot change')).text).toContain('PAPERBOY_ADMINS');
});

it('says which time zone it took where Slack does not tell, and asks again soon', async () => {
  const { server, ada, lab, seen, pass } = await open();
  server.fault('users.info', { kind: 'rate-limited', retryAfter: 1 }, { times: 1 });
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  expect((await seen('as number 1')).text).toContain('I could not see your time zone, so this is in UTC.');
  await ada.command('/papers', 'subscribe quantization at 9:00 in Tokyo', lab.id);
  expect((await seen('as number 2')).text).not.toContain('time zone');
  pass(5_000);
  await ada.command('/papers', 'subscribe pruning at 9:00', lab.id);
  expect((await seen('as number 3')).text).not.toContain('time zone');
  const zones = (await service.store.subscriptions.all()).map(({ timetable }) => timetable.zone);
  expect(zones).toEqual(['UTC', 'Asia/Tokyo', 'Asia/Kolkata']);
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

it('says what is chosen in the menu of a paper in a digest of ten', async () => {
  const { server, ada, lab, seen, deliver } = await open();
  await ada.command('/papers', 'subscribe weight at 9:00 top 10', lab.id);
  await seen('Subscribed');
  await deliver('2026-11-25T03:31:00Z');
  const message = await server.until(() => server.messages(lab.id).find(({ text }) => text.startsWith('10 papers')));
  const menu = message.blocks
    .flatMap((block) => listOf(fieldsOf(block)['elements']))
    .map(fieldsOf)
    .find(({ type }) => type === 'overflow');
  const [like] = listOf(menu?.['options']);
  await ada.press({ message }, String(menu?.['action_id']), { choice: { selected_option: fieldsOf(like) } });
  expect(await seen('You like')).toMatchObject({ onlyFor: ada.id });
});

it('has numbers of their own in each thread, and of the last list above them', async () => {
  const { server, ada, lab } = await open();
  const bot = `<@${server.workspace.botUserId}>`;
  const cited = async (thread: string | undefined) => {
    const count = server.messages(lab.id, ada.id).length;
    const { message } = await ada.say(lab.id, `${bot} cite 1`, thread);
    const answer = await server.until(
      () =>
        server
          .messages(lab.id, ada.id)
          .slice(count)
          .find(({ ts, text }) => ts !== message.ts && text !== ''),
      'a citation',
    );
    return answer.text;
  };
  const ask = async (text: string, title: string) => {
    const { message } = await ada.mention(lab.id, text);
    const listed = () => server.messages(lab.id).some((one) => one.thread === message.ts && one.text.includes(title));
    await server.until(listed, title);
    return message.ts;
  };
  const decay = await ask('weight decay', weightDecay);
  const hubble = await ask('hubble legacy fields', 'Hubble Legacy Fields');
  expect(await cited(decay)).toContain('Weight Decay');
  expect(await cited(hubble)).toContain('Hubble');
  expect(await cited(undefined)).toContain('Hubble');
});

it('has numbers for everybody in a thread where somebody asked for a list', async () => {
  const { server, ada, lab, seen } = await open();
  const { id } = server.addUser({ name: 'bob' });
  lab.members.add(id);
  const bob = server.person(id);
  const { message } = await ada.mention(lab.id, 'weight decay');
  await seen(weightDecay);
  await bob.say(lab.id, 'save 1', message.ts);
  const saved = await server.until(() => server.messages(lab.id, id).find(({ text }) => text.startsWith('Saved')));
  expect(saved).toMatchObject({ onlyFor: id, thread: message.ts });
  expect(saved.text).toContain(weightDecay);
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

it.each([
  [{ withBot: false }, 'Invite me to the channel: /invite @paperboy'],
  [{ kind: 'private', withBot: false }, 'I cannot see that channel'],
  [{ kind: 'mpim', withBot: false }, 'let into a group direct message: start a new one with me in it'],
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
  const sent = await ada.submit(form, { 'field:from': { 'field:changed': { value: '2020-01-01' } } });
  expect(sent.payload).toMatchObject({ response_action: 'errors', errors: { 'field:from': expect.any(String) } });
  expect(sent.delivery.problem).toBeNull();
  const none = await ada.submit(form, {
    [String(block?.['block_id'])]: { 'field:changed': { value: 'graphs' } },
    'field:top': { 'field:changed': { value: '0' } },
  });
  expect(none.payload).toMatchObject({ errors: { 'field:top': expect.stringContaining('not 0') } });
  expect(await service.store.subscriptions.all()).toEqual([]);
});

it('changes with a form only what was changed in it, and asks where somebody else changed the same meanwhile', async () => {
  const { server, ada, lab, seen } = await open();
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  await seen('Subscribed');
  await ada.command('/papers', 'edit 1', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  await ada.command('/papers', 'edit 1 graph learning', lab.id);
  await seen('is changed');
  await ada.submit(form, { 'field:top': { 'field:changed': { value: '3' } } });
  await seen('Somebody else has changed the topic meanwhile');
  expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'graph learning', top: 3 }]);

  await ada.command('/papers', 'edit 1', lab.id);
  const other = await server.until(() => server.modal(ada.id), 'the form as it is now');
  await ada.command('/papers', 'edit 1 distillation', lab.id);
  await server.until(() => server.messages(lab.id).some(({ text }) => text.includes('distillation')), 'the change');
  await ada.submit(other, { 'field:topic': { 'field:changed': { value: 'llm' } } });
  const asked = await seen('Somebody else has changed subscription 1 meanwhile');
  expect(asked.onlyFor).toBe(ada.id);
  expect(JSON.stringify(asked.blocks)).toContain('edit 1 to llm at 09:00');
  expect(await service.store.subscriptions.all()).toMatchObject([{ query: 'distillation', top: 3 }]);
});

it('takes what stands in the topic of the form for the topic, and its filters for filters', async () => {
  const { server, ada, lab, seen } = await open();
  await ada.command('/papers', 'subscribe', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  const sent = await ada.submit(form, {
    'field:topic': { 'field:changed': { value: 'decay at 8:00 top 3 cat:cs.LG' } },
  });
  expect(sent.payload).toBeNull();
  await seen('Subscribed');
  const [made] = await service.store.subscriptions.all();
  expect(made).toMatchObject({ query: 'decay "at 8:00" "top 3" cat:cs.LG', top: 1, timetable: { at: '09:00' } });
});

it('keeps what was typed into the form of a subscription that has ended, and says how to make a new one of it', async () => {
  const { server, ada, lab, seen } = await open();
  await ada.command('/papers', 'subscribe weight decay at 9:00', lab.id);
  await seen('Subscribed');
  await ada.command('/papers', 'edit 1', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  await ada.command('/papers', 'unsubscribe 1', lab.id);
  await seen('has ended');
  const sent = await ada.submit(form, { 'field:topic': { 'field:changed': { value: 'graph learning' } } });
  expect(sent.payload).toMatchObject({
    response_action: 'errors',
    errors: { 'field:topic': expect.stringContaining('subscribe graph learning at 09:00 in Asia/Kolkata') },
  });
  expect(form.open).toBe(true);
});

/** A form that can be sent for another channel. */
async function fillIn() {
  const opened = await open();
  const { server, ada, lab } = opened;
  await ada.command('/papers', 'subscribe', lab.id);
  const form = await server.until(() => server.modal(ada.id), 'the form');
  const send = (channel: string) => ada.submit(form, { where: { 'where:chosen': { selected_conversation: channel } } });
  return { ...opened, send };
}

describe('the place that is chosen in the form', () => {
  it('is asked to let the bot in where it cannot know who is there', async () => {
    const { server, ada, send } = await fillIn();
    const far = server.addChannel({ name: 'far', kind: 'private', members: [ada.id], withBot: false });
    const refused = await send(far.id);
    expect(refused.payload).toMatchObject({ errors: { where: expect.stringContaining('/invite @paperboy') } });
    expect(refused.payload).not.toMatchObject({ errors: { where: expect.stringContaining('Join first') } });
    expect(await service.store.subscriptions.all()).toEqual([]);
  });

  it('is to be joined where others are', async () => {
    const { server, send } = await fillIn();
    const refused = await send(server.addChannel({ name: 'far', members: [] }).id);
    expect(refused.payload).toMatchObject({ errors: { where: expect.stringContaining('Join first') } });
  });

  it('has its remedy told once where nothing can be said there yet', async () => {
    const { server, ada, send, seen } = await fillIn();
    await send(server.addChannel({ name: 'far', members: [ada.id], withBot: false }).id);
    const told = JSON.stringify((await seen('I could not say this', server.directChannel(ada.id).id)).blocks);
    expect(told.split('/invite @paperboy')).toHaveLength(2);
    expect(told).toContain('Subscribed, as number 1');
  });
});

it('a group direct message is a place like a channel', async () => {
  const { server, ada, seen, slack } = await open();
  const group = server.addChannel({ name: 'mpdm-ada--grace-1', kind: 'mpim', members: [ada.id] });
  await ada.mention(group.id, 'subscribe quantization at 9:00');
  expect(await seen('Subscribed', group.id)).toMatchObject({ onlyFor: null });
  const [subscription] = await service.store.subscriptions.all();
  expect(subscription?.place).toMatchObject({ channel: group.id });
  const card = { title: { text: 'A paper' }, blocks: [] };
  const message = await slack.post(subscription!.place, card, 'key:2026-11-24');
  expect(await slack.find(subscription!.place, 'key:2026-11-24', '2026-11-24T00:00:00Z')).toEqual({
    kind: 'found',
    message,
  });
});
