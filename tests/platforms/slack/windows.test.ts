import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/cards/card.ts';
import type { Form } from '../../../src/cards/form.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld, Way } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const form: Form = {
  title: 'A paper of the day',
  submit: 'Subscribe',
  says: 'subscribe {topic} [at {at}] [in {zone}] [on {days}] [top {top}]',
  preview: 'preview {topic} [at {at}]',
  elsewhere: true,
  fields: [
    { name: 'topic', label: 'Topic', hint: 'Words and filters', kind: 'text', value: '' },
    { name: 'at', label: 'Time', kind: 'time', value: '09:00' },
    {
      name: 'zone',
      label: 'Zone',
      kind: 'choice',
      value: 'Asia/Kolkata',
      options: ['Asia/Kolkata', 'UTC'].map((value) => ({ label: value, value })),
    },
    {
      name: 'days',
      label: 'Days',
      kind: 'choices',
      value: 'mon,tue',
      options: ['mon', 'tue', 'wed'].map((value) => ({ label: value, value })),
    },
    { name: 'top', label: 'How many', kind: 'number', value: '1' },
  ],
};

const script: Script = ({ text, mayConfigure, place }): Partial<Answer> => {
  if (text === 'subscribe') return { card: card('Subscribe'), form };
  if (text.startsWith('preview')) return { card: card(`Next would be: ${text}`, 'save 1') };
  if (text.startsWith('subscribe bad')) return { card: card('“bad” is no topic'), outcome: 'problem' };
  if (text.startsWith('subscribe') && !mayConfigure) return { card: card('Only members may'), outcome: 'problem' };
  if (text.startsWith('subscribe')) return { card: card(`Done: ${text} for ${place.channel}`), audience: 'place' };
  if (text === 'home') return { card: card(`Your papers, ${home} seen`, 'unsave 1', 'edit 2') };
  if (text === 'edit 2') return { card: card('Edit'), form: { ...form, says: 'edit 2 {topic}', elsewhere: false } };
  if (text.startsWith('page 2')) return { card: card('Page 2', 'similar 2') };
  const next = { label: 'Next', says: `page 2 ${text}`, effect: 'replace' } as const;
  const similar = { label: 'Similar', says: 'similar 1' };
  const save = { label: 'Save', says: 'save 1' };
  return { card: { title: { text: `Found: ${text}` }, blocks: [{ kind: 'actions', actions: [similar, next, save] }] } };
};
/** How often the home tab was seen by somebody who changed something. */
let home = 0;

const shown = (view: { readonly body: unknown } | undefined): string => JSON.stringify(view?.body ?? null);

async function open(way: Way) {
  home = 0;
  world = await openSlack(way, script);
  await world.start();
  return world;
}

async function openSearch(way: Way) {
  const opened = await open(way);
  await opened.ada.shortcut('papers_search');
  const view = await opened.server.until(() => opened.server.modal(opened.ada.id), 'the window');
  return { ...opened, view };
}

async function openForm(way: Way) {
  const opened = await open(way);
  await opened.ada.command('/papers', 'subscribe', opened.lab.id);
  const view = await opened.server.until(() => opened.server.modal(opened.ada.id), 'the form');
  return { ...opened, view };
}

async function openHome(way: Way) {
  const opened = await open(way);
  const { ada, server } = opened;
  await ada.openHome();
  const view = await server.until(() => server.home(ada.id), 'the home tab');
  return { ...opened, view };
}

const where = (channel: string) => ({ where: { 'where:chosen': { selected_conversation: channel } } });

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  describe('the search', () => {
    it('shows what is found while one types, and always the newest', async () => {
      const { ada, server, view } = await openSearch(way);
      const typing = ['s', 'sp', 'spar', 'sparse', 'sparse a', 'sparse at'].map((value) =>
        ada.press({ view }, 'query:typed', { choice: { value } }),
      );
      await Promise.all(typing);
      await server.until(() => shown(view).includes('Found: search sparse at'), 'what is found');
      expect(view.values).toMatchObject({ query: { 'query:typed': { value: 'sparse at' } } });
      expect(server.calls('views.update').every(({ answer }) => answer?.['ok'] === true)).toBe(true);
    });

    it('is drawn all the same where Slack says that it was drawn in between', async () => {
      const { ada, server, view } = await openSearch(way);
      server.fault('views.update', { kind: 'error', error: 'hash_conflict' });
      await ada.press({ view }, 'query:typed', { choice: { value: 'sparse' } });
      await server.until(() => shown(view).includes('Found: search sparse'), 'what is found');
      expect(server.calls('views.update').map(({ args }) => 'hash' in args)).toEqual([true, false]);
    });

    it('is left alone once it is closed', async () => {
      const { ada, server, view, lines } = await openSearch(way);
      const pressed = ada.press({ view }, 'query:typed', { choice: { value: 'sparse' } });
      await ada.close(view);
      await pressed;
      const line = await server.until(() => lines.find(({ event }) => event === 'slack.view-not-shown'), 'a line');
      expect(line.fields).toMatchObject({ what: 'update', code: 'not_found' });
      expect(server.calls('views.update')).toHaveLength(1);
    });

    it('takes what was typed when it is sent', async () => {
      const { ada, server, view } = await openSearch(way);
      const sent = await ada.submit(view, { query: { 'query:typed': { value: 'graphs' } } });
      expect(sent.delivery.problem).toBeNull();
      await server.until(() => shown(view).includes('Found: search graphs'), 'what is found');
      expect(view.open).toBe(true);
    });

    it('turns its pages in place, and opens other answers above it, three at most', async () => {
      const { ada, server, view } = await openSearch(way);
      await ada.submit(view, { query: { 'query:typed': { value: 'graphs' } } });
      await ada.press({ view }, 'says:1');
      const second = await server.until(() => server.modal(ada.id) !== view && server.modal(ada.id), 'a second window');
      expect(shown(second)).toContain('Found: similar 1');
      await ada.press({ view: second }, 'says:1');
      const third = await server.until(() => server.modal(ada.id) !== second && server.modal(ada.id), 'a third window');
      expect(third.body).toMatchObject({ close: { text: 'Back' } });
      expect(shown(third)).not.toContain('back:pressed');
      await ada.press({ view: third }, 'says:3');
      await server.until(() => shown(third).includes('Found: save 1'), 'the third window again');
      expect(server.modal(ada.id)).toBe(third);
      await ada.close(third);
      await ada.close(second);
      await ada.press({ view }, 'swap:2');
      await server.until(() => shown(view).includes('Page 2'), 'the next page');
      expect(server.modal(ada.id)).toBe(view);
      expect(shown(view)).toContain('query:typed');
    });
  });

  it('the last window that Slack has room for leads back to what it showed, and repeats nothing that was done', async () => {
    const { ada, server, view, heard } = await openSearch(way);
    await ada.submit(view, { query: { 'query:typed': { value: 'graphs' } } });
    await ada.press({ view }, 'says:1');
    const second = await server.until(() => server.modal(ada.id) !== view && server.modal(ada.id), 'a second window');
    await ada.press({ view: second }, 'says:1');
    const third = await server.until(() => server.modal(ada.id) !== second && server.modal(ada.id), 'a third window');
    const steps = [
      ['says:3', 'Found: save 1'],
      ['swap:2', 'Page 2'],
      ['says:1', 'Found: similar 2'],
      ['back:pressed', 'Page 2'],
      ['back:pressed', 'Found: similar 1'],
    ] as const;
    for (const [id, text] of steps) {
      expect(third.body).toMatchObject({ close: { text: id === 'says:3' ? 'Back' : 'Close' } });
      await ada.press({ view: third }, id);
      await server.until(() => shown(third).includes(`"${text}"`), text);
      expect(server.modal(ada.id)).toBe(third);
    }
    expect(third.body).toMatchObject({ close: { text: 'Back' } });
    expect(shown(third)).not.toContain('back:pressed');
    expect(heard.filter(({ text }) => text === 'save 1')).toHaveLength(1);
    await ada.close(third);
    expect(shown(server.modal(ada.id))).toContain('Found: similar 1');
  });

  describe('a form', () => {
    it('is filled in as it stands, with what would come of it', async () => {
      const { view, server, lab, ada } = await openForm(way);
      expect(view.body).toMatchObject({ title: { text: 'A paper of the day' }, submit: { text: 'Subscribe' } });
      expect(shown(view)).toContain('Next would be: preview at 09:00');
      expect(shown(view)).not.toContain('save 1');
      expect(shown(view)).toContain(`"initial_conversation":"${lab.id}"`);
      expect(server.messages(lab.id, ada.id)).toEqual([]);
    });

    it('shows at every change what would come of it, and keeps what is filled in', async () => {
      const { view, ada, server } = await openForm(way);
      await ada.press({ view }, 'field:changed', { blockId: 'field:topic', choice: { value: 'graphs' } });
      await server.until(() => shown(view).includes('Next would be: preview graphs at 09:00'), 'the preview');
      await ada.press({ view }, 'field:changed', { blockId: 'field:at', choice: { selected_time: '10:30' } });
      await server.until(() => shown(view).includes('Next would be: preview graphs at 10:30'), 'the preview');
      expect(view.values).toMatchObject({ 'field:topic': { 'field:changed': { value: 'graphs' } } });
    });

    it('is one sentence when it is sent, answered in the channel', async () => {
      const { view, ada, grace, lab, sees } = await openForm(way);
      const sent = await ada.submit(view, {
        'field:topic': { 'field:changed': { value: 'graphs\nand trees' } },
        'field:days': { 'field:changed': { selected_options: [] } },
      });
      expect([sent.acknowledged, sent.payload]).toEqual([true, null]);
      expect(view.open).toBe(false);
      const text = `Done: subscribe graphs and trees at 09:00 in Asia/Kolkata top 1 for ${lab.id}`;
      expect(await sees(lab.id, grace.id, text)).toMatchObject({ onlyFor: null });
    });

    it.each([
      ['learning at scale', 'learning at scale'],
      ['in context learning', 'in context learning'],
      ['pruning on mondays', 'pruning "on mondays"'],
      ['top 3', '"top 3"'],
      ['in berlin', '"in berlin"'],
      ['pruning cat:cs.LG', 'pruning cat:cs.LG'],
    ])('takes %j as a topic that is never a time, a day, a zone or a number', async (typed, topic) => {
      const { view, ada, server, lab, sees } = await openForm(way);
      const value = { 'field:topic': { 'field:changed': { value: typed } } };
      await ada.press({ view }, 'field:changed', { blockId: 'field:topic', choice: { value: typed } });
      await server.until(
        () => shown(view).includes(JSON.stringify(`preview ${topic} at 09:00`).slice(1, -1)),
        'the preview',
      );
      await ada.submit(view, value);
      const done = await sees(lab.id, ada.id, `Done: subscribe ${topic} at 09:00`);
      expect(done.onlyFor).toBeNull();
    });

    it('stays open with what is wrong, said where it is wrong', async () => {
      const { view, ada, grace, lab, texts } = await openForm(way);
      const sent = await ada.submit(view, { 'field:topic': { 'field:changed': { value: 'bad' } } });
      expect(sent.payload).toEqual({ response_action: 'errors', errors: { 'field:topic': '“bad” is no topic' } });
      expect(sent.delivery.problem).toBeNull();
      expect(view.open).toBe(true);
      expect(texts(lab.id, grace.id)).toEqual([]);
    });

    it('goes where the person chose, if that is a place of theirs', async () => {
      const { view, ada, server, sees } = await openForm(way);
      const other = server.addChannel({ name: 'other', members: [ada.id] });
      const foreign = server.addChannel({ name: 'foreign', members: [] });
      const refused = await ada.submit(view, where(foreign.id));
      expect(refused.payload).toEqual({ response_action: 'errors', errors: { where: 'Only members may' } });
      await ada.submit(view, where(other.id));
      expect(await sees(other.id, ada.id, `for ${other.id}`)).toMatchObject({ via: 'chat.postMessage', onlyFor: null });
    });

    it('goes to no direct conversation but the own one with the bot', async () => {
      const { view, ada, grace, server, sees, texts } = await openForm(way);
      const own = server.directChannel(ada.id).id;
      const hers = server.directChannel(grace.id).id;
      expect(shown(view)).toContain('"include":["public","private","mpim"]');
      for (const channel of ['D0SOMEBODY', hers, grace.id]) {
        const refused = await ada.submit(view, where(channel));
        expect([channel, refused.payload]).toEqual([
          channel,
          { response_action: 'errors', errors: { where: 'Only members may' } },
        ]);
      }
      expect(texts(hers, grace.id)).toEqual([]);
      await ada.submit(view, where(own));
      expect(await sees(own, ada.id, `for ${own}`)).toMatchObject({ via: 'chat.postMessage' });
    });

    it.each([
      [{ withBot: false }, '/invite @paperboy'],
      [{ posting: 'read-only' }, 'Not everybody may post in that channel'],
    ] as const)('tells its sender at once where its answer cannot be shown: %j', async (given, remedy) => {
      const { view, ada, server, sees, texts } = await openForm(way);
      const far = server.addChannel({ name: 'far', members: [ada.id], ...given });
      await ada.submit(view, where(far.id));
      const own = server.directChannel(ada.id).id;
      const told = await sees(own, ada.id, 'I could not say this');
      expect(told).toMatchObject({ thread: null });
      const blocks = JSON.stringify(told.blocks).toLowerCase();
      expect(blocks).toContain(remedy.toLowerCase());
      expect(blocks).toContain(`"channel_id":"${far.id}"`.toLowerCase());
      expect(blocks).toContain('done: subscribe');
      expect(texts(far.id, ada.id)).toEqual([]);
    });

    it('is offered as a button and as a line where no window can be opened', async () => {
      const { ada, lab, server, sees } = await open(way);
      await ada.mention(lab.id, 'subscribe');
      const message = await sees(lab.id, ada.id, 'subscribe at 09:00 in Asia/Kolkata on mon,tue top 1');
      expect(message.onlyFor).toBe(ada.id);
      await ada.press({ message }, 'says:1');
      expect(await server.until(() => server.modal(ada.id), 'the form')).toMatchObject({ userId: ada.id });
    });

    it('is a line to type when its trigger is too old', async () => {
      const { ada, lab, server, sees } = await open(way);
      server.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
      await ada.command('/papers', 'subscribe', lab.id);
      expect(await sees(lab.id, ada.id, 'subscribe at 09:00')).toMatchObject({ onlyFor: ada.id });
    });
  });

  describe('the home tab', () => {
    it('shows what belongs there, and is drawn again after everything that is done in it', async () => {
      const { ada, server, view, heard } = await openHome(way);
      expect(shown(view)).toContain('Your papers, 0 seen');
      expect(heard[0]).toMatchObject({
        text: 'home',
        direct: true,
        place: { channel: server.directChannel(ada.id).id },
      });
      home = 1;
      await ada.press({ view }, 'says:1');
      await server.until(() => shown(server.home(ada.id)).includes('Your papers, 1 seen'), 'the home tab again');
      expect(shown(server.modal(ada.id))).toContain('Found: unsave 1');
      home = 2;
      await ada.press({ view: server.modal(ada.id)! }, 'says:1');
      await server.until(() => shown(server.home(ada.id)).includes('Your papers, 2 seen'), 'the home tab again');
    });

    it('is drawn again after what its owner does elsewhere, and after nothing else', async () => {
      const { ada, grace, lab, server, sees } = await openHome(way);
      home = 4;
      await grace.command('/papers', 'save 1', lab.id);
      await sees(lab.id, grace.id, 'Found: save 1');
      await ada.command('/papers', 'saved', lab.id);
      await sees(lab.id, ada.id, 'Found: saved');
      expect(server.calls('views.publish')).toHaveLength(1);
      await ada.command('/papers', 'save 1', lab.id);
      await server.until(() => shown(server.home(ada.id)).includes('Your papers, 4 seen'), 'the home tab again');
      expect(server.home(grace.id)).toBeUndefined();
    });

    it('has a search that opens with what it found', async () => {
      const { ada, server, view } = await openHome(way);
      await ada.press({ view }, 'query:typed', { choice: { value: 'graphs' } });
      const found = await server.until(() => server.modal(ada.id), 'the search');
      expect(shown(found)).toContain('Found: search graphs');
      expect(shown(found)).toContain('"initial_value":"graphs"');
    });

    it('opens forms, and shows what came of them', async () => {
      const { ada, server, view } = await openHome(way);
      await ada.press({ view }, 'says:2');
      const opened = await server.until(() => server.modal(ada.id), 'the form');
      expect(shown(opened)).not.toContain('where:chosen');
      home = 3;
      await ada.submit(opened, { 'field:topic': { 'field:changed': { value: 'trees' } } });
      await server.until(() => shown(server.home(ada.id)).includes('Your papers, 3 seen'), 'the home tab again');
      expect(opened.open).toBe(false);
    });

    it('says nothing when only the messages are opened', async () => {
      const { ada, heard, server } = await open(way);
      await ada.openHome('messages');
      await ada.openHome();
      await server.until(() => server.home(ada.id), 'the home tab');
      expect(heard).toHaveLength(1);
    });
  });
});
