import type { Call } from './call.ts';
import { discordCode } from './errors.ts';

export type Remembered = {
  readonly call: Call;
  /** Something changed in the server or channel with this id, or for somebody in it: what is known of it is forgotten. */
  readonly changed: (id: string) => void;
};

/** Not every change is told to us: a role that somebody else gets is not. Our own choice. */
const rememberMs = 60_000;
/** More than a busy minute asks; then the oldest goes. Our own choice. */
const mostRemembered = 5_000;

/**
 * Questions that are asked again within a minute have the answer that they had, or the refusal. Everything but a question
 * goes through as it is.
 */
export function createRemembered(call: Call, now: () => Date): Remembered {
  /** The oldest first. */
  const answers = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();

  const ask: Call = (options) => {
    const time = now().getTime();
    for (const [key, { until }] of answers) {
      if (until > time && answers.size < mostRemembered) break;
      answers.delete(key);
    }
    const key = options.query === undefined ? options.route : `${options.route}?${JSON.stringify(options.query)}`;
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = call(options);
    const entry = { until: time + rememberMs, answer };
    answers.set(key, entry);
    answer.catch((error: unknown) => {
      // What is no word of Discord's says nothing of the next time.
      if (discordCode(error) === null && answers.get(key) === entry) answers.delete(key);
    });
    return answer;
  };

  return {
    call: (options) => (options.method === 'GET' ? ask(options) : call(options)),
    changed: (id) => {
      for (const key of answers.keys()) if (key.split(/[/?]/u).includes(id)) answers.delete(key);
    },
  };
}
