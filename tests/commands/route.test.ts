import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { route } from '../../src/commands/route.ts';

/** A sentence, the command it is for, what that command gets, and the sentence that is offered beside it. */
type Row = readonly [sentence: string, command: string, args: string];
type Offered = readonly [...row: Row, offer: string];

const meant: readonly Row[] = [
  ['', 'help', ''],
  ['  \n ', 'help', ''],
  ['hi', 'help', ''],
  ['Hello there!', 'help', ''],
  ['cc', 'help', ''],
  ['hello world models', 'search', 'hello world models'],
  ['help', 'help', ''],
  ['HELP!', 'help', ''],
  ['?', 'help', ''],
  ['help me', 'help', 'me'],
  ['help search', 'help', 'search'],
  ['help Unsubscribe', 'help', 'Unsubscribe'],
  ['search weight decay', 'search', 'weight decay'],
  ['Search: weight decay', 'search', 'weight decay'],
  ['search', 'search', ''],
  ['search list', 'search', 'list'],
  ['search paper 2', 'search', 'paper 2'],
  ['find weight decay', 'search', 'weight decay'],
  ['/search weight decay', 'search', 'weight decay'],
  ['/papers search weight decay', 'search', 'weight decay'],
  ['/papers', 'help', ''],
  ['paper 2', 'paper', '2'],
  ['paper #2', 'paper', '#2'],
  ['Paper 2310.04415', 'paper', '2310.04415'],
  ['paper https://arxiv.org/abs/2310.04415v2', 'paper', 'https://arxiv.org/abs/2310.04415v2'],
  ['paper', 'paper', ''],
  ['show 2', 'paper', '2'],
  ['similar 2', 'similar', '2'],
  ['similar pruning without retraining', 'similar', 'pruning without retraining'],
  ['today', 'today', ''],
  ['today?', 'today', ''],
  ['trending', 'trending', ''],
  ['trending week', 'trending', 'week'],
  ['trending month quantization', 'trending', 'month quantization'],
  ['trending quantization', 'trending', 'quantization'],
  ['random', 'random', ''],
  ['random quantization', 'random', 'quantization'],
  ['random about forests', 'random', 'about forests'],
  ['random cat:cs.CL', 'random', 'cat:cs.CL'],
  ['save 2', 'save', '2'],
  ['unsave 2310.04415', 'unsave', '2310.04415'],
  ['save 1 2 3', 'save', '1 2 3'],
  ['save 1, 2', 'save', '1, 2'],
  ['save all', 'save', 'all'],
  ['unsave 1 and 2', 'unsave', '1 and 2'],
  ['unsave all', 'unsave', 'all'],
  ['cite 1 2 3 ris', 'cite', '1 2 3 ris'],
  ['cite 1 bibtext', 'cite', '1 bibtext'],
  ['cite saved foo', 'cite', 'saved foo'],
  ['paper 2 3', 'paper', '2 3'],
  ['paper 1-3', 'paper', '1-3'],
  ['paper 2 ris', 'paper', '2 ris'],
  ['paper 2.', 'paper', '2.'],
  ['paper ２', 'paper', '２'],
  ['similar 1 2', 'similar', '1 2'],
  ['more 2', 'more', '2'],
  ['saved 2', 'saved', '2'],
  ['help nonsense', 'help', 'nonsense'],
  ['saved', 'saved', ''],
  ['cite 1', 'cite', '1'],
  ['cite 2310.04415 RIS', 'cite', '2310.04415 RIS'],
  ['cite saved as ris', 'cite', 'saved as ris'],
  ['subscribe', 'subscribe', ''],
  ['subscribe quantization at 9:00 on weekdays', 'subscribe', 'quantization at 9:00 on weekdays'],
  ['list', 'list', ''],
  ['list all', 'list', 'all'],
  ['subscriptions', 'list', ''],
  ['unsubscribe 2', 'unsubscribe', '2'],
  ['unsubscribe all', 'unsubscribe', 'all'],
  ['unsubscribe please', 'unsubscribe', 'please'],
  ['status', 'status', ''],
  ['more', 'more', ''],
  ['next', 'next', ''],
  ['next 2', 'next', '2'],
  ['pause', 'pause', ''],
  ['pause 1 until 2026-12-01', 'pause', '1 until 2026-12-01'],
  ['resume #1', 'resume', '#1'],
  ['skip 1', 'skip', '1'],
  ['post 1', 'post', '1'],
  ['preview 1', 'preview', '1'],
  ['recap month', 'recap', 'month'],
  ['forget taste', 'forget', 'taste'],
  ['page 2 search weight decay', 'page', '2 search weight decay'],
  ['page 3 similar 2310.04415', 'page', '3 similar 2310.04415'],
  ['page 2 saved', 'page', '2 saved'],
  ['page 1 open 2310.04415 search weight decay', 'page', '1 open 2310.04415 search weight decay'],
  ['page 1 open 2 links 2310.04415 2310.12508', 'page', '1 open 2 links 2310.04415 2310.12508'],
  ['share paper 2', 'share', 'paper 2'],
  ['share search share prices', 'share', 'search share prices'],
  ['abstract 2', 'abstract', '2'],
  ['like 2310.04415', 'like', '2310.04415'],
  ['dislike 2', 'dislike', '2'],
  ['unvote jsonl:42', 'unvote', 'jsonl:42'],
  ['why 2?', 'search', 'why 2?'],
  ['why 2', 'why', '2'],
  ['why', 'why', ''],
  ['why 1 2026-11-24', 'why', '1 2026-11-24'],
  ['why 1 on 2026-11-24', 'why', '1 on 2026-11-24'],
  ['why today', 'why', 'today'],
  ['why 1 2310.04415', 'why', '1 2310.04415'],
  ['edit', 'edit', ''],
  ['edit 2', 'edit', '2'],
  ['edit #2 at 9:00', 'edit', '#2 at 9:00'],
  ['edit 2 to llm at 9:00', 'edit', '2 to llm at 9:00'],
  ['preview llm at 9:00', 'preview', 'llm at 9:00'],
  ['home', 'home', ''],
  ['links https://arxiv.org/abs/2310.04415', 'links', 'https://arxiv.org/abs/2310.04415'],
  ['links https://arxiv.org/list/cs.LG/recent', 'links', 'https://arxiv.org/list/cs.LG/recent'],
  ['related to pruning', 'related', 'to pruning'],
];

/** The first word is a command, but what follows does not fit it. */
const searched: readonly string[] = [
  'weight decay',
  'paper recommendation systems',
  'paper 2 learn',
  'list decoding',
  'today we show',
  "today's papers",
  'status quo bias',
  'help me find papers on diffusion',
  'help desk automation',
  'random forests',
  'Random walks on graphs',
  'random matrix theory',
  'random search',
  'random or not',
  'trending topics detection',
  'trending hashtags',
  'save the whales',
  'saved model format',
  'cite sites',
  'cite saved models',
  'cite 3D scenes',
  'save 3D scenes as meshes',
  'paper 2 3D scenes',
  'more 2 the point',
  'saved 2 of 3',
  'unsave everything',
  'more data beats better models',
  'next token prediction',
  'pause detection in speech',
  'resume screening',
  'skip connections',
  'post training quantization',
  'recap of reinforcement learning',
  'forget gates',
  'related work generation',
  'page rank',
  'page 2 of the book',
  'page 2 today',
  'page 2 open source models',
  'page 1 open search weight decay',
  'show attend and tell',
  'abstract meaning representation',
  'like minds',
  'why do we need weight decay',
  'edit distance',
  'edit 3D scenes',
  'home robots',
  'links between control and learning',
  'share of attention',
  'share subscribe llm',
  'share share today',
  '? what is this',
  '"weight decay" cat:cs.LG',
  '2310.04415',
  'What is weight decay?',
];

const mistyped: readonly Offered[] = [
  ['simlar 2', 'search', 'simlar 2', 'similar 2'],
  ['trendng', 'search', 'trendng', 'trending'],
  ['trendign week', 'search', 'trendign week', 'trending week'],
  ['subscibe at 9', 'search', 'subscibe at 9', 'subscribe at 9'],
  ['unsubscrib all', 'search', 'unsubscrib all', 'unsubscribe all'],
  ['hlep', 'search', 'hlep', 'help'],
  ['stauts', 'search', 'stauts', 'status'],
  ['serach weight decay', 'search', 'serach weight decay', 'search weight decay'],
  ['papr 2', 'search', 'papr 2', 'paper 2'],
  ['svae 2', 'search', 'svae 2', 'save 2'],
  ['ctie 1 ris', 'search', 'ctie 1 ris', 'cite 1 ris'],
  ['tody', 'search', 'tody', 'today'],
  ['lits', 'search', 'lits', 'list'],
];

/** Near a command by chance: good words of their own, or what follows is nothing for that command. */
const notMistyped: readonly string[] = [
  'safe methods',
  'site 2 of them',
  'pager',
  'research directions in vision',
  'papers on weight decay',
  'savings banks',
  'lost in translation',
  'model merging',
  'rapid adaptation',
  'review of diffusion models',
  'relaxed attention',
  'link https://arxiv.org/abs/2310.04415',
  'shape from shading',
  'shared paper 2',
  'unlike 2',
  'helps students',
  'a',
  'it',
  'x'.repeat(3000),
];

describe('route', () => {
  it.each(meant)('%j is for %s', (sentence, command, args) => {
    const found = route(sentence, commands);
    expect([found.command.name, found.args, found.offer]).toEqual([command, args, null]);
  });

  it.each(searched)('%j is a search', (sentence) => {
    const found = route(sentence, commands);
    expect([found.command.name, found.args, found.offer]).toEqual(['search', sentence, null]);
  });

  it.each(mistyped)('%j is searched for, and something is offered', (sentence, command, args, offer) => {
    const found = route(sentence, commands);
    expect([found.command.name, found.args, found.offer]).toEqual([command, args, offer]);
  });

  it.each([
    ['mode', 'more'],
    ['lost', 'list'],
    ['helo', 'help'],
    ['hwlp', 'help'],
    ['sace 2', 'save 2'],
    ['site 2', 'cite 2'],
    ['cote 1 2', 'cite 1 2'],
  ])('%j may be another word, so %j is not sure', (sentence, offer) => {
    expect(route(sentence, commands)).toMatchObject({
      command: { name: 'search' },
      args: sentence,
      offer,
      isSure: false,
    });
  });

  it.each(notMistyped)('%j offers nothing', (sentence) => {
    const found = route(sentence, commands);
    expect([found.command.name, found.offer]).toEqual(['search', null]);
  });

  it('takes every example of every command to that command, and every offer to a command', () => {
    for (const command of commands) {
      for (const example of command.examples) {
        expect([example, route(example, commands).command.name]).toEqual([example, command.name]);
      }
    }
    for (const [, , , offer] of mistyped) expect(route(offer, commands).offer).toBeNull();
  });

  it('always searches after the word search', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = route(`search ${text}`, commands);
        expect([found.command.name, found.args]).toEqual(['search', text.trim()]);
      }),
      { seed: 20261124 },
    );
  });

  it('finds a command for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(commands).toContain(route(text, commands).command);
      }),
      { seed: 20261124 },
    );
  });

  it('has one command a name', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.length).toBe(new Set(names).size);
  });
});
