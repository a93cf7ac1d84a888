import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Card } from '../../src/cards/card.ts';
import { placeKey, type Place } from '../../src/chat/place.ts';
import { personKey, type Request } from '../../src/chat/request.ts';
import { DeliveryError, type Handlers, type Platform } from '../../src/platforms/platform.ts';
import { cardsOfTerminal, cardsSeen } from './same-cards.ts';

/** One platform in a world of its own, in which the suite can be a person. */
export type PlatformWorld = {
  /** Not started. */
  readonly platform: Platform;
  /** Where posts arrive, and where `say` speaks. */
  readonly place: Place;
  /** A place of this platform that will never work. */
  readonly gone: Place;
  /** A person says something. Resolves when the platform has heard it; the answer may come later. */
  readonly say: (text: string) => Promise<void>;
  /** Resolves when everything that was said is answered, and everything visible in `place` as text holds `text`. */
  readonly sees: (text: string) => Promise<void>;
  /** How often `text` is visible in `place`. */
  readonly occurrences: (text: string) => Promise<number>;
  /** Ends the world; the platform is stopped already. */
  end(): Promise<void>;
};

/** What every platform keeps to, whatever it is behind. Each driver runs it over a real one, never over a double. */
export function platformContract(name: string, open: () => Promise<PlatformWorld>): void {
  describe(`${name}, as a platform`, () => {
    let world: PlatformWorld | null = null;

    async function started(answer: Handlers['answer'] = echo): Promise<PlatformWorld> {
      world = await open();
      await world.platform.start({ commands: [], answer });
      return world;
    }

    afterEach(async () => {
      await world?.platform.stop();
      await world?.end();
      world = null;
    });

    it('brings a sentence to the handler as it was said, and shows the answer where it was asked', async () => {
      const heard: Request[] = [];
      const { platform, place, say, sees } = await started(async (request) => {
        heard.push(request);
        return echo(request);
      });
      await say('“weight decay” naïve 深度 -survey <b> & *x*');
      await sees('You said “weight decay” naïve 深度 -survey');
      const [request] = heard;
      expect(request?.text).toBe('“weight decay” naïve 深度 -survey <b> & *x*');
      expect(request?.person.platform).toBe(platform.name);
      expect(request && placeKey({ ...request.place, thread: null })).toBe(placeKey({ ...place, thread: null }));
      expect(() => new Intl.DateTimeFormat('en', { timeZone: request?.zone })).not.toThrow();
    });

    it('answers the same words with the same cards as the terminal, and shows what they tell', async () => {
      world = await open();
      expect(await cardsSeen(world)).toEqual(await cardsOfTerminal());
    }, 60_000);

    it('knows a person again, and names every request apart', async () => {
      const heard: Request[] = [];
      const { say, sees } = await started(async (request) => {
        heard.push(request);
        return echo(request);
      });
      await say('first');
      await sees('You said first');
      await say('second');
      await sees('You said second');
      expect(new Set(heard.map((request) => personKey(request.person))).size).toBe(1);
      expect(new Set(heard.map((request) => request.reference)).size).toBe(2);
      expect(heard.every((request) => /^\S{4,64}$/.test(request.reference))).toBe(true);
    });

    it('knows that a person may read where they speak, and nothing of a place that it does not know', async () => {
      const heard: Request[] = [];
      const { platform, place, say, sees } = await started(async (request) => {
        heard.push(request);
        return echo(request);
      });
      await say('here');
      await sees('You said here');
      const person = heard[0]!.person;
      expect(await platform.sees(person, place)).toBe(true);
      const nowhere = { ...place, channel: `${place.channel}0` };
      expect(await platform.sees(person, nowhere)).toBe(false);
      expect(await heard[0]!.sees(nowhere)).toBeNull();
    });

    it('knows the place of a channel by its id, and of no other', async () => {
      const { platform, place } = await started();
      expect(await platform.placeOf(place.channel)).toEqual({ ...place, thread: null });
      expect(await platform.placeOf('#nowhere at all')).toBeNull();
    });

    it('posts every kind of block, and names the message', async () => {
      const { platform, place, sees } = await started();
      expect(await platform.post(place, everyBlock, 'subscription:2026-11-24')).not.toBe('');
      for (const text of ['A title', 'a paragraph', 'A label', 'a value', 'A paper', '@article{key}', 'a quiet line']) {
        await sees(text);
      }
    });

    it('finds a post by its key, or says that it cannot know', async () => {
      const { platform, place } = await started();
      const since = new Date(Date.now() - 60_000).toISOString();
      const message = await platform.post(place, everyBlock, 'subscription:2026-11-24');
      expect([{ kind: 'found', message }, { kind: 'cannot-know' }]).toContainEqual(
        await platform.find(place, 'subscription:2026-11-24', since),
      );
      expect([{ kind: 'absent' }, { kind: 'cannot-know' }]).toContainEqual(
        await platform.find(place, 'subscription:2026-11-25', since),
      );
    });

    it('tells a place that will never work from one that does not work now', async () => {
      const { platform, gone } = await started();
      const failure = await platform.post(gone, everyBlock, 'subscription:2026-11-24').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(DeliveryError);
      expect(failure).toMatchObject({ failure: { kind: 'gone' } });
    });

    it('says what it is saying before it stops, hears nothing afterwards, and can be stopped twice', async () => {
      const asked = Promise.withResolvers<void>();
      const answered = Promise.withResolvers<Answer>();
      let count = 0;
      const { platform, say, sees, occurrences } = await started((request) => {
        count += 1;
        asked.resolve();
        return answered.promise.then(() => echo(request));
      });
      await say('slowly');
      await asked.promise;
      const stopped = platform.stop();
      answered.resolve(await echo({ text: '' }));
      await stopped;
      await sees('You said slowly');
      await platform.stop();
      await say('too late').catch(() => undefined);
      expect(count).toBe(1);
      expect(await occurrences('too late')).toBe(0);
    });
  });
}

function echo({ text }: Pick<Request, 'text'>): Promise<Answer> {
  const card = { title: { text: `You said ${text}` }, blocks: [] };
  return Promise.resolve({ card, audience: 'person', outcome: 'ok', share: null, form: null });
}

const everyBlock: Card = {
  title: { text: 'A title', url: 'https://example.org/title' },
  blocks: [
    { kind: 'text', spans: [{ text: 'This is ' }, { text: 'a paragraph', style: 'strong' }] },
    { kind: 'facts', facts: [{ label: 'A label', value: [{ text: 'a value' }] }] },
    {
      kind: 'list',
      items: [
        {
          number: 1,
          title: { text: 'A paper' },
          facts: [{ text: '2024' }],
          text: [{ text: 'Its text.' }],
          actions: [],
        },
      ],
    },
    { kind: 'code', text: '@article{key}' },
    { kind: 'divider' },
    { kind: 'note', spans: [{ text: 'a quiet line' }] },
    { kind: 'actions', actions: [{ label: 'Similar', says: 'similar 1' }] },
  ],
};
