import type { Action, Answer, Block, Card } from '../cards/card.ts';
import type { Form } from '../cards/form.ts';
import { beforeThere, placeFromKey, placeKey } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import type { Request, Sight } from '../chat/request.ts';
import { explain, nothing } from './answers.ts';
import type { Command } from './command.ts';
import { splitFirstWord } from './split-first-word.ts';

type Said = { readonly place: Place; readonly command: Command; readonly args: string };

/**
 * Says a sentence of `commands` about another place that the person sees, without going there: with the rights that the
 * person has there, and the buttons and forms of the answer are about that place too. Only the person gets the answer
 * here; what it changes is told there.
 */
export function createThere(commands: readonly Command[]): Command {
  const parse = (args: string): Said | null => {
    const { first: key, rest: sentence } = splitFirstWord(args);
    const place = placeIn(key);
    const { first, rest } = splitFirstWord(sentence);
    const command = commands.find(({ name }) => name === first.toLowerCase());
    return place !== null && command?.fits(rest) ? { place, command, args: rest } : null;
  };
  const isOurs = (says: string): boolean => commands.some(({ name }) => name === splitFirstWord(says).first);

  const there: Command = {
    name: 'there',
    aliases: [],
    usage: '<place> <sentence>',
    summary: 'Set another place up.',
    details: ['The buttons of home say it.'],
    examples: ['there slack/T012AB3C4/C061EG9T2/ list'],
    hidden: true,
    fits: (args) => parse(args) !== null,
    async run(args, request, parts) {
      const said = parse(args);
      if (said === null) return explain(there);
      const { place } = said;
      if (placeKey(place) === placeKey(request.place)) return said.command.run(said.args, request, parts);
      const sight = await request.sees(place, { fresh: true });
      if (sight === null) return outOfSight();
      const answer = await said.command.run(said.args, requestThere(request, place, sight), parts);
      return fromThere(answer, place, sight, isOurs);
    },
  };
  return there;
}

function placeIn(key: string): Place | null {
  try {
    return placeFromKey(key);
  } catch {
    return null;
  }
}

/** What can be done there is not what can be done where the person is. */
function requestThere({ extras: _here, invite: _absent, ...request }: Request, place: Place, sight: Sight): Request {
  const { mayConfigure, hindrance, extras } = sight;
  return { ...request, place, mayConfigure, hindrance, ...(extras === undefined ? {} : { extras }) };
}

function fromThere(
  { card, form, audience, ...rest }: Answer,
  place: Place,
  { name }: Sight,
  isOurs: (says: string) => boolean,
): Answer {
  const before = beforeThere(place);
  const pin = (action: Action): Action =>
    'says' in action && isOurs(action.says) ? { ...action, says: before + action.says } : action;
  const where: Block = { kind: 'text', spans: [{ text: 'In ' }, { text: name, channel: place.channel }] };
  return {
    ...rest,
    audience: 'person',
    share: null,
    card: { ...card, blocks: [where, ...pinned(card, pin)] },
    form: form === null ? null : pinnedForm(form, before),
    ...(audience === 'place' ? { told: { place, card } } : {}),
  };
}

function pinned({ blocks }: Card, pin: (action: Action) => Action): readonly Block[] {
  return blocks.map((block) => (block.kind === 'actions' ? { ...block, actions: block.actions.map(pin) } : block));
}

function pinnedForm(form: Form, before: string): Form {
  const { says, preview, again } = form;
  return {
    ...form,
    says: before + says,
    preview: preview === null ? null : before + preview,
    ...(again === undefined ? {} : { again: before + again }),
  };
}

/** It never says whether there is such a place, nor what is in it. */
function outOfSight(): Answer {
  return nothing({
    title: 'You cannot see that place',
    text: ['You, or I, may have left it. Whoever is there can change what is posted in it.'],
    actions: [{ label: 'Show home', says: 'home' }],
  });
}
