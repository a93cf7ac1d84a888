import type { Answer, Card } from '../../src/cards/card.ts';
import type { Request } from '../../src/chat/request.ts';
import { commands } from '../../src/commands/index.ts';
import { seedPapers, startService } from '../flows/service.ts';
import type { PlatformWorld } from './platform.ts';

/** What people say to the real commands, over the papers that come with Paperboy. Each may build on those before. */
const sentences: readonly string[] = [
  'help',
  'help search',
  'status',
  'weight decay',
  'abstract 1',
  'similar 1',
  'search quantization cat:cs.LG sort:new',
  'search au:"Maksym Andriushchenko"',
  'weigth decya',
  'qwertyuiop asdfgh',
  'paper 2310.04415',
  'paper why do we need weight decay',
  'links 2310.04415',
  'cite 2310.04415',
  'cite 2310.04415 ris',
  'save 2310.04415',
  'saved',
  'unsave 2310.04415',
  'trending month',
  'today',
  'preview quantization',
  'subscribe quantization at 8:30 in UTC',
  'subscribe diffusion at 9',
  'subscribe diffusion at:"nonsense"',
  'list',
  'edit 1 at 9:00 top 3',
  'edit 7 at 9:00',
  'subscribe quantization min:5 weekly say-why thread from 2026-12-01',
  'pause 1 until 2026-12-01',
  'pause 1',
  'resume 1',
  'resume 1',
  'next',
  'skip 1',
  'next 1',
  'preview 1',
  'why 1',
  'why',
  'why 2310.04415',
  'recap',
  'recap month',
  'forget taste',
  'status',
  'unsubscribe 1',
  'unsubscribe all',
  '“an open quotation',
  'related https://arxiv.org/abs/2310.04415v2',
];

/**
 * What differs from platform to platform, and is no matter of words: who may set up a place, on which clock they read,
 * what a post can do there, whether there are forms, and how a menu has the commands.
 */
const alike = { zone: 'UTC', mayConfigure: true, dialogs: false, patienceMs: null } satisfies Partial<Request>;

/** A sentence, and what was answered. */
type Said = Pick<Answer, 'card' | 'audience' | 'outcome'> & { readonly sentence: string };

function said(sentence: string, { card, audience, outcome }: Answer): Said {
  return { sentence, card, audience, outcome };
}

/** The cards with which the terminal answers: nothing is between it and the commands. */
let fromTerminal: Promise<readonly Said[]> | null = null;

export function cardsOfTerminal(): Promise<readonly Said[]> {
  return (fromTerminal ??= askTerminal());
}

async function askTerminal(): Promise<readonly Said[]> {
  const service = await startService(await seedPapers());
  const answers: Said[] = [];
  for (const sentence of sentences) answers.push(said(sentence, await service.answer(sentence, alike)));
  await service.close();
  return answers;
}

/** Says each sentence on a platform that is not started. Rejects where a title of its card is not seen there. */
export async function cardsSeen({ platform, say, sees }: PlatformWorld): Promise<readonly Said[]> {
  const answers: Said[] = [];
  const service = await startService(await seedPapers());
  let answered = Promise.withResolvers<Answer>();
  await platform.start({
    commands,
    async answer({ menu: _menu, ...request }) {
      const answer = await service.answer(request.text, { ...request, ...alike });
      // Of what is linked in a sentence the platform tells beside it, and shows no answer.
      if (!request.text.startsWith('overhear ')) answered.resolve(answer);
      return answer;
    },
  });
  try {
    for (const sentence of sentences) {
      answered = Promise.withResolvers();
      await say(sentence);
      const answer = await answered.promise;
      answers.push(said(sentence, answer));
      for (const title of titlesOf(answer.card)) await sees(title);
    }
  } finally {
    await service.close();
  }
  return answers;
}

/** The title of a card, and of each paper in it. */
function titlesOf({ title, blocks }: Card): readonly string[] {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return [title.text, ...items.map((item) => item.title.text)];
}
