import type { Readable } from 'node:stream';
import type { Card } from '../../cards/card.ts';
import { withFormLine } from '../../cards/with-form-line.ts';
import type { Place } from '../../chat/place.ts';
import type { Request } from '../../chat/request.ts';
import { DeliveryError, type Handlers, type Platform } from '../platform.ts';
import { readPiped } from './piped.ts';
import type { Hear, Reader } from './reader.ts';
import { createScreen, type ScreenOptions } from './screen.ts';
import { readTyped } from './typed.ts';

export type TerminalOptions = ScreenOptions & {
  readonly input: Readable;
  /** The name of whoever types, stable over the years. */
  readonly person: string;
  readonly zone: string;
  /** Where typed lines are kept, or null. */
  readonly historyFile: string | null;
  /** Lines to begin with when interactive. */
  readonly welcome: () => Promise<readonly string[]>;
  /** Sentences that are answered before the first prompt when interactive. */
  readonly opening: () => Promise<readonly string[]>;
  /** A new name for a request. */
  readonly reference: () => string;
};

export type Terminal = Platform & {
  /** Resolves when nothing more can come: at the end of the input and of its answers, at Ctrl-C, `exit` or `quit`. */
  readonly ended: Promise<void>;
  /** A line for whoever runs it, which is no answer. */
  hint(text: string): void;
  /** A line that says how far a long work is, until the next line comes. */
  pass(text: string): void;
};

export const TERMINAL = 'terminal';
/** Longer than this nobody should wait for the first prompt. */
const OPENING_MS = 2_000;
const GOODBYES: ReadonlySet<string> = new Set(['exit', 'quit']);

/** Where everything in a terminal is said: there is one, so that a subscription made in it outlives the process. */
export function terminalPlace(): Place {
  return { platform: TERMINAL, workspace: null, channel: TERMINAL, thread: null };
}

/** The terminal as a chat platform: a line is a request, its answer is printed. Answers keep the order of the lines. */
export function createTerminal(options: TerminalOptions): Terminal {
  const screen = createScreen(options);
  const end = Promise.withResolvers<void>();
  // Whoever does not wait for the end does not learn of its failure either; that must not end the process.
  end.promise.catch(() => undefined);
  let handlers: Handlers | null = null;
  let reader: Reader | null = null;
  let listening = true;

  const hear: Hear = async (line) => {
    const text = line.trim();
    if (handlers === null || !listening || GOODBYES.has(text.toLowerCase())) return 'enough';
    if (text !== '') await screen.show(await answered(text, handlers, null));
    return 'more';
  };
  const answered = async (text: string, { answer }: Handlers, patienceMs: number | null): Promise<Card> => {
    const { card, form } = await answer({ ...requestFor(text, options), patienceMs });
    return form === null ? card : withFormLine(card, form);
  };
  const begin = async (given: Handlers): Promise<Reader> => {
    if (!options.interactive) return readPiped(options.input, screen, hear);
    for (const line of await options.welcome()) await screen.tell(line);
    for (const text of await options.opening()) {
      const card = await answered(text, given, OPENING_MS);
      if (listening) await screen.show(card);
    }
    await screen.tell('');
    const names = [...given.commands.filter(({ hidden }) => hidden !== true).map(({ name }) => name), ...GOODBYES];
    return readTyped({ ...options, screen, hear, names });
  };

  return {
    name: TERMINAL,
    ended: end.promise,
    hint: (text) => screen.hint(text),
    pass: (text) => screen.pass(text),
    async start(given) {
      if (handlers !== null) throw new Error('Expected a terminal that was not started yet');
      handlers = given;
      reader = await begin(given);
      reader.ended
        .finally(() => {
          listening = false;
        })
        .then(end.resolve, end.reject);
      if (!listening) reader.stop();
    },
    async post(place, card, key) {
      if (place.channel !== TERMINAL) {
        throw new DeliveryError({ kind: 'gone' }, `There is no terminal called ${JSON.stringify(place.channel)}`);
      }
      if (handlers === null || !listening) {
        throw new DeliveryError({ kind: 'busy', retryAfterMs: 60_000 }, 'Nobody sits at the terminal now');
      }
      await screen.show(card).catch((cause: unknown) => {
        throw new DeliveryError({ kind: 'unknown' }, 'The terminal went away in the middle of the post', { cause });
      });
      return key;
    },
    find: () => Promise.resolve({ kind: 'cannot-know' }),
    sees: (_person, place) => Promise.resolve(place.channel === TERMINAL),
    placeOf: (channel) => Promise.resolve(channel === TERMINAL ? terminalPlace() : null),
    async tell(_person, card) {
      if (handlers === null || !listening) {
        throw new DeliveryError({ kind: 'busy', retryAfterMs: 60_000 }, 'Nobody sits at the terminal now');
      }
      await screen.show(card);
    },
    async stop() {
      listening = false;
      reader?.stop();
      // What is being answered is still said; whether it could be is told by `ended`.
      await reader?.ended.catch(() => undefined);
      end.resolve();
    },
  };
}

function requestFor(text: string, options: TerminalOptions): Omit<Request, 'patienceMs'> {
  const person = { platform: TERMINAL, workspace: null, id: options.person };
  return {
    text,
    person,
    place: terminalPlace(),
    zone: options.zone,
    mayConfigure: true,
    // There is one place, which is this one.
    sees: () => Promise.resolve(null),
    hindrance: () => Promise.resolve(null),
    direct: true,
    dialogs: false,
    reference: options.reference(),
  };
}
