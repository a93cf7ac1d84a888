import { afterEach, describe, expect, it } from 'vitest';
import { card, openSlack } from './slack-world.ts';
import type { Script, SlackWorld } from './slack-world.ts';

/* In a thread in which the bot was mentioned people talk to each other, too: only what is meant for it is answered. */

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const script: Script = ({ text }) => ({ card: card(`Papers for “${text}”`), share: `search ${text}` });

type Said = readonly ['ada' | 'grace', string];

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  /** Ada asks; then all of it is said in her thread. Gives what was heard, and ends with a sentence that is always for the bot. */
  async function talk(said: readonly Said[], options: { readonly stranger?: boolean } = {}) {
    const opened = (world = await openSlack(way, script));
    const { ada, grace, lab, heard, server } = opened;
    if (options.stranger !== true) await opened.start();
    const first = await ada.mention(lab.id, 'graphs');
    if (options.stranger !== true) await opened.sees(lab.id, ada.id, 'Papers for “graphs”');
    const people = { ada, grace };
    const names = { ANNA: grace.id, BOT: server.workspace.botUserId };
    const inWords = (text: string): string =>
      text.replaceAll(/<@(ANNA|BOT)>/gu, (_, name: 'ANNA' | 'BOT') => `<@${names[name]}>`);
    if (options.stranger === true) {
      const last = said.at(-1);
      for (const [who, text] of said.slice(0, -1)) await people[who].say(lab.id, inWords(text), first.message.ts);
      await opened.start();
      if (last !== undefined) await people[last[0]].say(lab.id, inWords(last[1]), first.message.ts);
    } else {
      for (const [who, text] of said) await people[who].say(lab.id, inWords(text), first.message.ts);
    }
    await grace.say(lab.id, 'similar 9', first.message.ts);
    await opened.sees(lab.id, ada.id, 'Papers for “similar 9”');
    return heard.map(({ text }) => text).filter((text) => !['graphs', 'similar 9'].includes(text));
  }

  it.each([
    ['thanks, looks good to me'],
    ['@anna can you read this?'],
    ['<@ANNA> can you read this?'],
    ['similar 2 could be yours, <@ANNA>'],
    ['<!here> pruning'],
    ['I’ll try it tomorrow'],
    ['what do you think?'],
    ['fair enough'],
  ])('“%s” of somebody else gets no list of papers', async (text) => {
    expect(await talk([['grace', text]])).toEqual([]);
  });

  it.each([
    ['thanks, looks good to me'],
    ['<@ANNA> can you read this?'],
    ['I’ll try it tomorrow'],
    ['the second one looks good'],
  ])('“%s” of whoever asked gets none either', async (text) => {
    expect(await talk([['ada', text]])).toEqual([]);
  });

  it.each([
    ['pruning'],
    ['and pruning?'],
    ['after:2025'],
    ['similar 2'],
    ['papers by Hinton'],
    ['how does LoRA work?'],
  ])('“%s” of whoever asked is answered', async (text) => {
    expect(await talk([['ada', text]])).toEqual([text]);
  });

  it.each([['and pruning?'], ['after:2025'], ['similar 2'], ['anything on pruning?']])(
    '“%s” of somebody else is answered right after the answer',
    async (text) => {
      expect(await talk([['grace', text]])).toEqual([text]);
    },
  );

  it('once others speak, whoever asked is answered to questions and commands, and they to commands', async () => {
    const said: readonly Said[] = [
      ['grace', 'Bob wrote the third'],
      ['ada', 'fair enough'],
      ['ada', 'and pruning?'],
      ['ada', 'for vision'],
      ['grace', 'we tried that'],
      ['ada', 'big if true'],
      ['grace', 'and yours?'],
      ['grace', 'save 2'],
      ['grace', 'trees'],
    ];
    expect(await talk(said)).toEqual(['and pruning?', 'for vision', 'save 2', 'trees']);
  });

  it('a thumbs up in between is no talk', async () => {
    expect(
      await talk([
        ['grace', ':+1:'],
        ['ada', 'pruning'],
      ]),
    ).toEqual(['pruning']);
  });

  it('after a start the thread is read for who has asked and who has spoken', async () => {
    expect(await talk([['ada', 'pruning']], { stranger: true })).toEqual(['pruning']);
    await world?.end();
    expect(
      await talk(
        [
          ['grace', 'looks good to me'],
          ['ada', 'fair enough'],
        ],
        { stranger: true },
      ),
    ).toEqual([]);
    await world?.end();
    expect(
      await talk(
        [
          ['grace', 'looks good to me'],
          ['ada', 'and pruning?'],
        ],
        { stranger: true },
      ),
    ).toEqual(['and pruning?']);
    await world?.end();
    expect(await talk([['grace', 'pruning']], { stranger: true })).toEqual([]);
  });

  it.each(['thanks, looks good to me', 'Thank you all, very helpful'])(
    'a mention or a direct message of “%s” is left alone',
    async (text) => {
      world = await openSlack(way, script);
      await world.start();
      const { ada, lab, heard, server } = world;
      await ada.mention(lab.id, text);
      await ada.direct(text);
      await ada.direct('thanks, and pruning?');
      await server.until(() => heard.length === 1, 'a request');
      expect(heard.map((request) => request.text)).toEqual(['thanks, and pruning?']);
    },
  );
});
