import { REST } from 'discord.js';
import { repeatingNothing } from './call.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * What answers to interactions go through. Neither repeats anything by itself: the library would repeat a post without
 * knowing whether it arrived.
 */
export type AnswerRest = {
  /** Gives up so early that another try fits into the time that Discord waits. */
  readonly hasty: Pick<REST, 'request'>;
  readonly patient: Pick<REST, 'request'>;
};

export type AnswerRestParts = Pick<DiscordSettings, 'apiUrl'> & { readonly hastyMs: number };

/** What is kept of each interaction to pace its calls is thrown away after this; they live a quarter of an hour. */
const sweepMs = 60_000;

export function createAnswerRest({ apiUrl, hastyMs }: AnswerRestParts): AnswerRest {
  const options = {
    ...repeatingNothing,
    ...(apiUrl === null ? {} : { api: apiUrl }),
    handlerSweepInterval: sweepMs,
    // Answers to interactions do not count towards the limit of the bot.
    globalRequestsPerSecond: 1_000,
  };
  return { hasty: new REST({ ...options, timeout: hastyMs }), patient: new REST(options) };
}
