import type { CommandInfo } from './request.ts';
import { isRemark, isSmallTalk } from './small-talk.ts';
import { spokenTo } from './spoken-to.ts';

/**
 * How clearly something that is said where people talk, too, is meant for the bot: a sentence that only it takes, a question for
 * papers, words that could be looked for, or what people say to each other.
 */
export type Clarity = 'command' | 'question' | 'words' | 'talk';

export type Turn = {
  /** Whoever says it has asked the bot there before. */
  readonly hasAsked: boolean;
  /** Nobody else has spoken since the bot was last asked. */
  readonly isNext: boolean;
};

/**
 * Whether a reply that does not name the bot is for it. What only it takes is for it whoever says it; a question is when the person
 * has asked it there before, or comes right after its answer; mere words have to be both.
 */
export function isForBot(clarity: Clarity, { hasAsked, isNext }: Turn): boolean {
  switch (clarity) {
    case 'command':
      return true;
    case 'question':
      return hasAsked || isNext;
    case 'words':
      return hasAsked && isNext;
    case 'talk':
      return false;
    default:
      return clarity satisfies never;
  }
}

/** A question is short, and so are words to look for; the longest that is still taken for a title or the like. */
const MOST_WORDS = 14;

/** Reads a text without mentions of the bot. What is said in doubt is rather talk: an answer that nobody wanted disturbs all. */
export function howClear(text: string, commands: readonly CommandInfo[]): Clarity {
  const whole = text.trim();
  if (/(?:^|\s)@\p{L}/u.test(whole)) return 'talk';
  const clarity = clarityOf(spokenTo(whole), commands);
  if (clarity === 'command' || clarity === 'question') return clarity;
  const [thanks] = THANKS.exec(whole) ?? [];
  // Behind thanks only what could not be said to people goes on asking.
  if (thanks === undefined) return clarity;
  const behind = clarityOf(spokenTo(whole.slice(thanks.length)), commands);
  return behind === 'words' ? 'talk' : behind;
}

/** Whether a text thanks, or says that something is fine, and asks nothing: `thanks, looks good to me`. */
export function isCourtesy(text: string, commands: readonly CommandInfo[]): boolean {
  return isSmallTalk(text) || (THANKS.test(text.trim()) && howClear(text, commands) === 'talk');
}

function clarityOf(said: string, commands: readonly CommandInfo[]): Clarity {
  if (FILTER.test(said)) return 'command';
  if (isRemark(said)) return 'talk';
  const named = commandClarity(said, commands);
  if (named !== null) return named;
  if (ALONE.test(said)) return 'question';
  const words = said.split(/\s+/u).length;
  if (words > MOST_WORDS) return 'talk';
  if (goesOn(said) || asks(said)) return 'question';
  return isTalk(said) ? 'talk' : 'words';
}

/** Of the query language; see src/search/read-operator.ts. */
const FILTER = /(?:^|\s)[-−]?(?:ti|au|abs|cat|id|year|min|sort|after|before)[:：]\S/iu;

/** The number, the id or the link of a paper, or a quotation. */
const ALONE = /^(?:#?\d{1,4}\.?|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|<?https?:\S+|["“„«][^"“”„«»]+["”“»])$/iu;

/** What follows a command where it is about papers or subscriptions, and not about what people do. */
const POINTS = /^(?:(?:to|like|of)\s+)?(?:#?\d|arxiv:|<?https?:)/iu;

/** Null for what begins with no command, and where what follows may be anything. */
function commandClarity(said: string, commands: readonly CommandInfo[]): Clarity | null {
  const { command, rest } = splitCommand(said.replace(/^\/papers\s+/iu, ''), commands);
  if (command === undefined || command.hidden === true) return null;
  if (POINTS.test(rest)) return 'command';
  // Alone it may be a word among people, too: why?
  if (rest === '') return 'question';
  const isCommand =
    command.usage === '[command]' ? splitCommand(rest, commands).command !== undefined : takes(command, rest);
  return isCommand ? 'command' : null;
}

function splitCommand(said: string, commands: readonly CommandInfo[]) {
  const [, first = '', rest = ''] = /^\/?(\S+)\s*([\s\S]*)$/u.exec(said) ?? [];
  const word = first.toLowerCase().replace(/(?<=.)[:.!?]$/u, '');
  return { command: commands.find(({ name, aliases }) => name === word || aliases.includes(word)), rest };
}

/** Whether such words can follow: any, or one that the command has for itself, as in `cite saved`. */
function takes({ usage }: CommandInfo, words: string): boolean {
  if (/\b(?:words|topic)\b/u.test(usage) && !usage.startsWith('<number>')) return !isTalk(words);
  const own: readonly string[] = usage.replaceAll(/<date>|number|link|id/gu, '').match(/\p{L}+/gu) ?? [];
  return own.includes(words.toLowerCase());
}

/** Begins what goes on from an answer. */
const GOES_ON =
  /^(?:and|or|also|plus|now|but|only|(?:and |but )?(?:what|how) about|more|newer|older|same|any|anything|something|some)\b/iu;
const THIS = /\b(?:like|on|about|for|with|by|from) (?:this|that|these|those|it|them)\b/giu;

function goesOn(said: string): boolean {
  return GOES_ON.test(said) && !isTalk(said.replace(THIS, ''));
}

const PAPERS = String.raw`(?:papers?|articles?|surveys?|reviews?|work|research|studies|literature|preprints?|anything|something|more|newer|others?)`;
const ASKS: readonly RegExp[] = [
  /^(?:(?:can|could|would|will) you (?:please )?)?(?:find|search|show|look (?:for|up)|recommend|suggest|give|get)(?: (?:me|us))?(?: for)?(?= \S)/iu,
  new RegExp(String.raw`^(?:do|would) you (?:know|have)(?: of)?(?= (?:any |some |a |more |newer )*${PAPERS})`, 'iu'),
  new RegExp(String.raw`^(?:is|are) there(?= (?:any |some |a |more |newer )*${PAPERS})`, 'iu'),
  new RegExp(
    String.raw`^(?:i|we)(?:['’](?:d|m|re)| am| are| would)? (?:need|want|like|look(?:ing)? for)(?= (?:any |some |a |more |newer )*${PAPERS})`,
    'iu',
  ),
  /^(?:i['’]m|i am|we['’]re|we are)? ?(?:looking|searching) for(?= \S)/iu,
  new RegExp(
    String.raw`^(?=(?:a |any |some |the |more |newer |latest |recent )*${PAPERS} (?:on|about|by|from|in|for|with|that|which|of)\b)`,
    'iu',
  ),
];

function asks(said: string): boolean {
  return ASKS.some((begins) => begins.test(said) && !isTalk(said.replace(begins, '').replace(THIS, '')));
}

const THANKS =
  /^(?:(?:many )?thanks?(?: you)?(?: (?:all|so|very|a lot|much))*|thx|ty|cheers|danke|merci|gracias|grazie|obrigad[oa]|cool|nice|great|perfect|awesome|good|excellent|interesting|wow|got it|ok(?:ay)?|sure|yes|yep|yeah|no|nope|hm+|oh|ah|sorry)(?:\s*[,;:.!…–—-]+|(?=\s+(?:and|but)\b)|$)\s*|^(?:thanks?|thx|danke|merci|gracias|grazie)\b/iu;

/** Words of people who talk to each other, and hardly of a question for papers. */
const TALK = new Set(
  `i i'm i'll i've i'd me my mine we we're we'll we've us our you you're you'll your yours he she he's she's him her his they
  they're them their it it's its this that that's these those let let's lets here there
  think thought guess agree agreed disagree looks look sounds sound seems seem makes tried try trying reading sent send told tell asked
  tomorrow yesterday tonight later soon sec moment minute lgtm fyi btw imo iirc sorry welcome anyone anybody everyone everybody someone somebody
  nobody none guys folks team done bookmarked exactly indeed wrong right correct enough idea stuff sure maybe perhaps probably
  definitely honestly actually nevermind never please works worked nice thanks lol wow not ok okay`.split(/\s+/u),
);
/** One of those in the list. */
const ONE_OF_THEM = /^(?:the )?(?:first|second|third|fourth|fifth|last|other)(?: (?:one|two|three|paper))?[.?]?$/iu;
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}]|:[\p{L}\p{N}_+'-]+:(?!\S)/u;

function isTalk(said: string): boolean {
  if (/!\s*$/u.test(said) || EMOJI.test(said) || ONE_OF_THEM.test(said)) return true;
  const words = said
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{N}'-]+/u);
  return words.some((word) => TALK.has(word));
}
