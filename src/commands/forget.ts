import { noticeCard } from '../cards/notice-card.ts';
import { wholePlace } from '../chat/place.ts';
import { explain, notAllowed, toPlace } from './answers.ts';
import type { Command } from './command.ts';

/** Wipes what was learned of the taste of a place. */
export const forget: Command = {
  name: 'forget',
  aliases: [],
  usage: 'taste',
  summary: 'Forget what people here liked, so that choices begin anew.',
  details: [
    'It wipes the 👍 and 👎 of this place, and which papers were saved or opened here. Saved papers stay saved.',
  ],
  examples: ['forget taste'],
  hidden: true,
  // "forget gates" is a search.
  fits: (args) => args === '' || /^(?:(?:the|our|my)\s+)?taste$/iu.test(args),
  async run(args, request, parts) {
    if (args === '') return explain(forget);
    if (!request.mayConfigure) return notAllowed(request);
    await parts.store.people.forgetTaste(wholePlace(request.place));
    return toPlace(
      noticeCard({
        title: 'The taste of this place is forgotten',
        text: ['What was liked, saved or opened here does not count for the next papers any more.'],
      }),
    );
  },
};
