import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { stillReadingCard } from '../cards/still-reading-card.ts';
import { withNote } from '../cards/with-note.ts';
import { withOffer } from '../cards/with-offer.ts';
import type { Request } from '../chat/request.ts';
import { toPerson } from '../commands/answers.ts';
import type { Command, CommandParts } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { papersNamed, pinNumber } from '../commands/pin-number.ts';
import { isCertain } from '../commands/references.ts';
import { route } from '../commands/route.ts';
import { runChosen } from '../commands/run-chosen.ts';
import { sayNumber } from '../commands/say-number.ts';
import { splitFirstWord } from '../commands/split-first-word.ts';
import type { Log } from '../log.ts';
import { NotFilled } from '../search/index-gate.ts';

/** Longer than any abstract that somebody pastes as a question; it bounds the work of one sentence. */
const MAX_TEXT = 10_000;

/**
 * Request → command → card. The answer never rejects: an unexpected failure becomes a card with the reference that the
 * log has too. What was said is written to the log at the level `debug` only.
 */
export function createAnswer(parts: CommandParts & { readonly log: Log }): (request: Request) => Promise<Answer> {
  const { log, ...commandParts } = parts;
  return async (request) => {
    const began = parts.now().getTime();
    let name = 'route';
    try {
      const text = request.text.slice(0, MAX_TEXT).toWellFormed();
      const said = (await sayNumber(text, request, commandParts)) ?? text;
      const { command, args, offer, isSure } = route(said, commands, request.chosen);
      name = command.name;
      const run: Command['run'] = (...asked) =>
        request.chosen === true ? runChosen(command, ...asked) : command.run(...asked);
      log.debug('answer.asked', { reference: request.reference, command: name, text });
      // Before the search remembers a list of its own, whose numbers would be others.
      const says = offer === null ? null : await pinNumber(offer, request, commandParts);
      const answer =
        isSure && isOnlyOffered(offer)
          ? unknownWord(text)
          : await run(args, request, commandParts).catch(async (error: unknown) => {
              if (error instanceof NotFilled) return notYet(error, await pinNumber(said, request, commandParts));
              throw error;
            });
      const ms = parts.now().getTime() - began;
      log.info('answer.done', { reference: request.reference, command: name, outcome: answer.outcome, ms });
      // A single word that finds papers is no mistake.
      const isShown = isSure || answer.outcome === 'nothing' || splitFirstWord(said).rest !== '';
      return dressed(answer, isShown ? offer : null, says, request.text.length > MAX_TEXT);
    } catch (error) {
      const ms = parts.now().getTime() - began;
      log.error('answer.failed', { reference: request.reference, command: name, ms, error });
      return failure(request.reference);
    }
  };
}

/** A search for the number of a paper finds nothing that was meant, and would take the list away to which it belongs. */
function isOnlyOffered(offer: string | null): boolean {
  return offer !== null && !offer.startsWith('search ') && papersNamed(offer)?.references.every(isCertain) === true;
}

function unknownWord(text: string): Answer {
  const word = clamp(splitFirstWord(text).first, 40);
  return { ...toPerson(noticeCard({ title: `I do not know the word “${word}”`, text: [] })), outcome: 'problem' };
}

/** `says`: the sentence that asks the same again. */
function notYet({ filling }: NotFilled, says: string): Answer {
  const card =
    filling === null
      ? noticeCard({ title: 'I am just being stopped', text: ['Please ask again when I am back.'] })
      : stillReadingCard({ ...filling, says });
  return { ...toPerson(card), outcome: 'nothing' };
}

function dressed(answer: Answer, offer: string | null, says: string | null, wasCut: boolean): Answer {
  let { card } = answer;
  if (offer !== null) card = withOffer(card, { meant: offer, says: says ?? offer });
  if (wasCut) card = withNote(card, `Your text was very long; only its first ${MAX_TEXT} characters were read.`);
  return { ...answer, card };
}

function failure(reference: string): Answer {
  const card = noticeCard({
    title: 'Something went wrong here',
    text: ['This is not your fault. Please try again in a moment; if it happens again, tell whoever runs Paperboy.'],
    reference,
  });
  return { card, audience: 'person', outcome: 'problem', share: null, form: null };
}
