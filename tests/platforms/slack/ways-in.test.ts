import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Card } from '../../../src/cards/card.ts';
import { fieldsOf, listOf } from '../../support/fields.ts';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

/** Answers as the commands would, so far as the adapter can tell. */
const script: Script = ({ text, person }): Partial<Answer> => {
  const [word = '', ...rest] = text.split(' ');
  if (word === 'share') return { card: card(`Shared ${rest.join(' ')}`), audience: 'place' };
  if (word === 'subscribe') return { card: card('Subscribed, as number 1', 'unsubscribe 1'), audience: 'place' };
  if (word === 'help') return { card: card('What you can say') };
  if (word === 'saved') return { card: card(`Saved by ${person.id}`) };
  if (word === 'wrong') return { card: card('This is not quite right'), outcome: 'problem' };
  if (word === 'page') {
    return { card: pageCard(text, Number(rest[0]) + 1), share: text };
  }
  const link = { label: 'Open', url: 'https://arxiv.org/abs/2401.01234' };
  const found = card(`Papers for “${text}”`, 'similar 2401.01234');
  return {
    card: { ...found, blocks: [...found.blocks, { kind: 'actions', actions: [link] }] },
    share: `search ${text}`,
  };
};

function pageCard(title: string, next: number): Card {
  const action = { label: 'Next', says: `page ${next} x`, effect: 'replace' } as const;
  return { title: { text: title }, blocks: [{ kind: 'actions', actions: [action] }] };
}

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  async function open(given: Script = script) {
    world = await openSlack(way, given);
    await world.start();
    return world;
  }

  async function inGroup() {
    const opened = await open();
    const { server, ada, grace } = opened;
    const group = server.addChannel({ name: 'mpdm-ada--grace-1', kind: 'mpim', members: [ada.id, grace.id] });
    return { ...opened, group };
  }

  describe('a command', () => {
    it('is acknowledged at once and without a word, and answered to the person alone', async () => {
      const { ada, grace, lab, texts, sees, heard, server } = await open();
      const done = await ada.command('/papers', 'sparse attention after:2024 &amp; &lt;b&gt; cat:cs.AI', lab.id);
      expect(done).toMatchObject({ acknowledged: true, payload: null, late: false });
      const message = await sees(lab.id, ada.id, 'Papers for');
      expect(message).toMatchObject({ onlyFor: ada.id, via: 'response_url', thread: null });
      expect(message.options).toMatchObject({ unfurl_links: false, unfurl_media: false });
      expect(texts(lab.id, grace.id)).toEqual([]);
      expect(heard).toMatchObject([
        {
          text: 'sparse attention after:2024 & <b> cat:cs.AI',
          person: { platform: 'slack', workspace: server.workspace.id, id: ada.id },
          place: { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null },
          zone: 'Asia/Kolkata',
          mayConfigure: true,
          direct: false,
        },
      ]);
    });

    it('has a button that shares its answer, once somebody wants everybody to see it', async () => {
      const { ada, grace, lab, sees, server } = await open();
      await ada.command('/papers', 'graphs', lab.id);
      const message = await sees(lab.id, ada.id, 'Papers for');
      const share = buttons(message.blocks).find(({ label }) => label === 'Share to channel');
      await ada.press({ message }, share?.id ?? '');
      const shared = await sees(lab.id, grace.id, 'Shared search graphs');
      expect(shared).toMatchObject({ onlyFor: null });
      expect(server.messages(lab.id, ada.id)).toHaveLength(2);
    });

    it.each(['help', 'wrong', 'saved'])('%s stays private and cannot be shared', async (text) => {
      const { ada, lab, server } = await open();
      await ada.command('/papers', text, lab.id);
      const [message] = await server.until(
        () => server.messages(lab.id, ada.id).length > 0 && server.messages(lab.id, ada.id),
      );
      expect(message?.onlyFor).toBe(ada.id);
      expect(JSON.stringify(message?.blocks)).not.toContain('Share');
    });

    it('that changes the channel is answered in the channel', async () => {
      const { ada, grace, lab, sees } = await open();
      await ada.command('/papers', 'subscribe graphs', lab.id);
      expect(await sees(lab.id, grace.id, 'Subscribed')).toMatchObject({ onlyFor: null });
    });

    it('in a channel that the bot is not in is answered all the same', async () => {
      const { ada, server, sees } = await open();
      const far = server.addChannel({ name: 'far', kind: 'private', withBot: false, members: [ada.id] });
      await ada.command('/papers', 'graphs', far.id);
      expect(await sees(far.id, ada.id, 'Papers for')).toMatchObject({ onlyFor: ada.id });
    });
  });

  describe('a mention', () => {
    it('is answered in its thread, and so is what goes on from it there', async () => {
      const { ada, grace, lab, sees, heard } = await open();
      const asked = await ada.mention(lab.id, 'quantization after:2025');
      expect(asked.events.every(({ acknowledged }) => acknowledged)).toBe(true);
      expect(await sees(lab.id, grace.id, 'quantization')).toMatchObject({ user: ada.id });
      expect(await sees(lab.id, grace.id, 'Papers for “quantization after:2025”')).toMatchObject({
        thread: asked.message.ts,
        onlyFor: null,
        options: { unfurl_links: false, unfurl_media: false },
      });
      await grace.say(lab.id, 'and pruning', asked.message.ts);
      expect(await sees(lab.id, ada.id, 'Papers for “and pruning”')).toMatchObject({ thread: asked.message.ts });
      await grace.mention(lab.id, 'and distillation', asked.message.ts);
      await sees(lab.id, ada.id, 'Papers for “and distillation”');
      expect(heard.map(({ text }) => text)).toEqual(['quantization after:2025', 'and pruning', 'and distillation']);
    });

    it.each([
      ['<@BOT>, help', 'help'],
      ['<@BOT>: subscribe weight at 9:00', 'subscribe weight at 9:00'],
      ['<@BOT> please help', 'help'],
      ['hey <@BOT> help', 'help'],
      ['cc <@BOT>', ''],
    ])('like %j is what is said in it', async (said, text) => {
      const { server, ada, lab, heard } = await open();
      await ada.say(lab.id, said.replace('BOT', server.workspace.botUserId));
      await server.until(() => heard.length > 0);
      expect(heard.map((request) => request.text)).toEqual([text]);
    });

    it('with a mistake in it is answered privately', async () => {
      const { ada, grace, lab, texts, sees } = await open();
      await ada.mention(lab.id, 'wrong');
      await sees(lab.id, ada.id, 'This is not quite right');
      expect(texts(lab.id, grace.id).join()).not.toContain('not quite right');
    });

    it('of long ago still makes a thread ours, also after a start', async () => {
      const { ada, grace, lab, server, sees } = (world = await openSlack(way, script));
      const { message: first } = await ada.say(lab.id, `<@${server.workspace.botUserId}> graphs`);
      await world.start();
      await grace.say(lab.id, 'and trees', first.ts);
      expect(await sees(lab.id, grace.id, 'Papers for “and trees”')).toMatchObject({ thread: first.ts });
    });

    it('of long ago still counts when Slack did not let the thread be read at first', async () => {
      const { ada, grace, lab, lines, server, sees } = (world = await openSlack(way, script));
      const { message: first } = await ada.say(lab.id, `<@${server.workspace.botUserId}> graphs`);
      await world.start();
      server.fault('conversations.replies', { kind: 'rate-limited', retryAfter: 1 });
      await grace.say(lab.id, 'and trees', first.ts);
      await server.until(() => lines.find(({ event }) => event === 'slack.thread-unknown'), 'a line');
      await grace.say(lab.id, 'and forests', first.ts);
      expect(await sees(lab.id, grace.id, 'Papers for “and forests”')).toMatchObject({ thread: first.ts });
    });

    it.each(['thanks!', ':+1:', '👍', 'Thank you so much :pray:'])(
      'of no more than “%s” is left alone',
      async (text) => {
        const { ada, lab, heard, server } = await open();
        await ada.mention(lab.id, text);
        await ada.direct(text);
        await ada.mention(lab.id, '');
        await ada.direct('great graphs');
        await server.until(() => heard.length === 2, 'two requests');
        expect(heard.map((request) => request.text).toSorted()).toEqual(['', 'great graphs']);
      },
    );

    it.each([
      ':+1:',
      '👍🏽',
      'thanks, great!',
      'Thank you so much :pray:',
      'lol',
      '+1',
      'ok cool',
      '',
      'I will read it tomorrow',
      'I’ve read this one already.',
    ])('has its thread left alone where somebody only says “%s”', async (text) => {
      const { ada, grace, lab, heard, server } = await open();
      const asked = await ada.mention(lab.id, 'graphs');
      await grace.say(lab.id, text, asked.message.ts);
      await ada.say(lab.id, 'great graphs?', asked.message.ts);
      await server.until(() => heard.length === 2, 'two requests');
      expect(heard.map((request) => request.text)).toEqual(['graphs', 'great graphs?']);
    });
  });

  describe('in a group direct message', () => {
    it('only a mention is answered, and what is said in its thread', async () => {
      const { ada, grace, group, sees, heard } = await inGroup();
      await grace.say(group.id, 'good morning');
      const asked = await ada.mention(group.id, 'graphs');
      expect(await sees(group.id, grace.id, 'Papers for “graphs”')).toMatchObject({ thread: asked.message.ts });
      await grace.say(group.id, 'and trees', asked.message.ts);
      expect(await sees(group.id, ada.id, 'Papers for “and trees”')).toMatchObject({ thread: asked.message.ts });
      expect(heard).toMatchObject([
        { text: 'graphs', direct: false, mayConfigure: true, place: { channel: group.id } },
        { text: 'and trees' },
      ]);
    });

    it('a mention that Slack tells of in two events is answered once', async () => {
      const { server, ada, group, heard, sees } = await inGroup();
      const { message } = await ada.mention(group.id, 'graphs');
      const { ts, user, text, channel } = message;
      await server.happen.event(server.workspace.id, { type: 'app_mention', ts, user, text, channel });
      await ada.mention(group.id, 'trees');
      await sees(group.id, ada.id, 'Papers for “trees”');
      expect(heard.map((request) => request.text)).toEqual(['graphs', 'trees']);
    });
  });

  it('nothing is answered that was not said to the bot', async () => {
    const { ada, grace, lab, heard, server } = await open();
    const { message } = await ada.say(lab.id, 'good morning');
    await grace.say(lab.id, 'good morning to you', message.ts);
    const asked = await ada.mention(lab.id, 'graphs');
    await grace.say(lab.id, `<@${ada.id}> what do you think?`, asked.message.ts);
    await ada.direct('graphs again');
    await server.until(() => heard.length === 2, 'two requests');
    expect(heard.map(({ text }) => text)).toEqual(['graphs', 'graphs again']);
  });

  it('a direct message is answered in its thread, and every answer there is for that person alone', async () => {
    const { ada, server, sees, heard } = await open();
    const { message } = await ada.direct('saved');
    const direct = server.directChannel(ada.id);
    expect(await sees(direct.id, ada.id, `Saved by ${ada.id}`)).toMatchObject({ thread: message.ts, onlyFor: null });
    expect(heard).toMatchObject([{ direct: true, mayConfigure: true, place: { channel: direct.id } }]);
  });

  describe('a button', () => {
    it('in a private message is answered privately, and its page takes the place of the last', async () => {
      const { ada, lab, sees, server } = await open();
      await ada.command('/papers', 'page 1 x', lab.id);
      const message = await sees(lab.id, ada.id, 'page 1 x');
      const next = buttons(message.blocks).find(({ label }) => label === 'Next');
      await ada.press({ message }, next?.id ?? '');
      expect((await sees(lab.id, ada.id, 'page 2 x')).ts).toBe(message.ts);
      expect(server.messages(lab.id, ada.id)).toHaveLength(1);
    });

    it('in a public message is answered to each person who presses it, and leaves the message alone', async () => {
      const { ada, grace, lab, platform, server, sees, texts } = await open();
      const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
      await platform.post(place, pageCard('page 1 x', 2), 'one:2026-11-24');
      const message = await sees(lab.id, ada.id, 'page 1 x');
      const [next] = buttons(message.blocks);
      await Promise.all([ada.press({ message }, next!.id), grace.press({ message }, next!.id)]);
      for (const person of [ada, grace]) {
        const own = () => server.messages(lab.id, person.id).filter(({ onlyFor }) => onlyFor === person.id);
        expect(await server.until(() => own().length === 1 && own()[0]?.text)).toContain('page 2 x');
      }
      expect(texts(lab.id)).toEqual([expect.stringContaining('page 1 x')]);
    });

    it('that is a link is acknowledged, and nothing is asked', async () => {
      const { ada, lab, sees, heard } = await open();
      await ada.command('/papers', 'graphs', lab.id);
      const message = await sees(lab.id, ada.id, 'Papers for');
      const link = buttons(message.blocks).find(({ label }) => label === 'Open');
      expect(await ada.press({ message }, link?.id ?? '')).toMatchObject({ acknowledged: true });
      expect(heard).toHaveLength(1);
    });
  });

  it('a person can be told something alone', async () => {
    const { ada, platform, server, sees } = await open();
    await platform.tell(
      { platform: 'slack', workspace: server.workspace.id, id: ada.id },
      card('Your paper of the day could not be posted'),
    );
    expect(await sees(server.directChannel(ada.id).id, ada.id, 'could not be posted')).toMatchObject({ thread: null });
  });

  it('the message shortcut answers with what the message is about', async () => {
    const { ada, grace, lab, sees, heard, texts } = await open();
    const { message } = await grace.say(lab.id, 'see <https://arxiv.org/abs/2401.01234|this> &amp; more');
    await ada.messageShortcut('papers_related', message);
    expect(await sees(lab.id, ada.id, 'Papers for')).toMatchObject({ onlyFor: ada.id });
    expect(heard.map(({ text }) => text)).toContain('related see https://arxiv.org/abs/2401.01234 this & more');
    expect(texts(lab.id, grace.id)).toHaveLength(1);
  });

  it('the message shortcut reads what a bot has attached, too', async () => {
    const { ada, grace, lab, server, heard } = await open();
    const { message } = await grace.say(lab.id, '');
    const attachments = [{ title: 'Pruning', title_link: 'https://arxiv.org/abs/2401.01234' }];
    await ada.messageShortcut('papers_related', { ...message, attachments });
    await server.until(() => heard.length === 1, 'a request');
    expect(heard[0]?.text).toBe('related https://arxiv.org/abs/2401.01234\nPruning');
  });
});

/** The buttons of blocks, as they can be pressed. */
function buttons(blocks: readonly unknown[]): readonly { readonly id: string; readonly label: string }[] {
  return blocks
    .flatMap((block) => listOf(fieldsOf(block)['elements']))
    .filter((element) => fieldsOf(element)['type'] === 'button')
    .map((element) => ({
      id: String(fieldsOf(element)['action_id']),
      label: String(fieldsOf(fieldsOf(element)['text'])['text']),
    }));
}
