import { describe, expect, it } from 'vitest';
import { howClear, isCourtesy, isForBot } from '../../src/chat/thread-talk.ts';
import type { Clarity, Turn } from '../../src/chat/thread-talk.ts';
import { commands } from '../../src/commands/index.ts';

/** What people say in a thread, by how clearly it is meant for the bot. */
const said: Readonly<Record<Clarity, readonly string[]>> = {
  command: [
    'similar 2',
    'Similar 2',
    'similar to 2',
    'save 1 3',
    'save #2',
    'cite 2310.04415 ris',
    'why 2',
    'paper https://arxiv.org/abs/2310.04415',
    'pause 1 until friday',
    '/papers similar 2',
    'thanks! similar 2',
    'please save 2',
    'subscribe pruning at 9:00 on weekdays',
    'search lottery tickets',
    'trending vision',
    'pruning after:2024',
    'au:hinton',
    '-survey cat:cs.LG pruning',
    'only after:2025 please',
    'I think after:2024 cat:cs.CL',
  ],
  question: [
    'and pruning',
    'and pruning?',
    'And what about pruning?',
    'what about vision transformers?',
    'how about distillation',
    'also quantization',
    'ok, and pruning',
    'Thanks, and pruning?',
    'now for images',
    'more',
    'more like this',
    'newer ones',
    'anything newer?',
    'anything on pruning?',
    'any papers on pruning?',
    'papers by Hinton',
    'a survey on pruning',
    'find me papers on pruning',
    'can you find something about pruning?',
    'Could you please show me more on diffusion?',
    'show surveys',
    'do you have something on pruning?',
    'are there newer papers about it?',
    'I need papers on weight decay',
    'I’m looking for graph networks',
    '2',
    '2310.04415',
    '<https://arxiv.org/abs/2310.04415>',
    '“attention is all you need”',
    'why',
    'help',
    'trending',
    'today',
    'list',
  ],
  words: [
    'pruning',
    'sparse attention for long context',
    'LoRA vs full fine-tuning',
    'in context learning',
    'learning at scale',
    'parameter efficient fine-tuning of large language models for machine translation',
    'great graphs?',
    'how does LoRA work?',
    'list decoding',
    'next token prediction',
  ],
  talk: [
    '',
    '👍',
    ':+1: :tada:',
    'thanks',
    'Thanks, looks good to me',
    'thanks, looks good to me!',
    'looks good to me',
    'LGTM',
    'thanks Anna',
    'thank you all, very helpful',
    'danke dir',
    'cool, will do',
    'nice find!',
    'I’ll try it tomorrow',
    "I'll try it tomorrow",
    'will read it tonight',
    'reading it now',
    'let’s discuss on Monday',
    'we tried that last year',
    'that one is from my old lab',
    'the second one looks good',
    'the second one',
    'none of these fit',
    'not what I was looking for',
    'Bob, can you have a look?',
    'can you read this?',
    'could you send me the pdf?',
    '@anna can you read this?',
    'what do you think?',
    'does anybody know this one?',
    'did you find the paper?',
    'fyi',
    'never mind',
    'same here',
    'agreed',
    'and I agree',
    'and it is fast',
    'but it’s slow',
    'save it for later',
    'save the date, everybody!',
    'post it in the other channel',
    'next week works for me',
    'why do you think so?',
    'why not?',
    'similar to what we did',
    'share this with Bob',
    'help me with this, Anna',
    'sorry, wrong thread',
    'The results in the table on the third page differ a lot between the two seeds and nobody knows the reason',
    'pruning 🙏',
    'great stuff!',
    'give me a sec',
  ],
};

describe('what is said in a thread', () => {
  it.each(Object.entries(said).flatMap(([clarity, texts]) => texts.map((text) => [text, clarity])))(
    '“%s” is %s',
    (text, clarity) => {
      expect(howClear(text, commands)).toBe(clarity);
    },
  );

  it('is clear where it is as the help says it', () => {
    const unclear = commands
      .filter(({ hidden }) => hidden !== true)
      .flatMap(({ examples }) => examples)
      .filter((example) => ['words', 'talk'].includes(howClear(example, commands)));
    expect(unclear).toEqual(['weight decay', 'preview quantization at 8:30 on weekdays']);
  });
});

describe('a courtesy', () => {
  it.each(['thanks', 'Thanks, looks good to me', 'thank you all, very helpful', 'cool, will do', 'thanks Anna'])(
    'is “%s”',
    (text) => {
      expect(isCourtesy(text, commands)).toBe(true);
    },
  );

  it.each([
    'Thanks, and pruning?',
    'great graphs',
    'good representations',
    'what do you think of pruning?',
    'thanks! similar 2',
  ])('is not “%s”', (text) => {
    expect(isCourtesy(text, commands)).toBe(false);
  });
});

describe('a reply is for the bot', () => {
  const turns: readonly (readonly [string, Turn])[] = [
    ['who asked, next', { hasAsked: true, isNext: true }],
    ['who asked, after others', { hasAsked: true, isNext: false }],
    ['somebody else, next', { hasAsked: false, isNext: true }],
    ['somebody else, after others', { hasAsked: false, isNext: false }],
  ];
  const expected: Readonly<Record<Clarity, readonly boolean[]>> = {
    command: [true, true, true, true],
    question: [true, true, true, false],
    words: [true, false, false, false],
    talk: [false, false, false, false],
  };

  it.each(turns.map(([name, turn], at) => ({ name, turn, at })))('from $name', ({ turn, at }) => {
    for (const clarity of ['command', 'question', 'words', 'talk'] as const) {
      expect([clarity, isForBot(clarity, turn)]).toEqual([clarity, expected[clarity][at]]);
    }
  });
});
