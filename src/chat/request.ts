import type { Wanted } from './extras.ts';
import type { Place } from './place.ts';

/** Who is speaking. `id` is the platform's own and opaque to everybody else. */
export type Person = {
  readonly platform: string;
  readonly workspace: string | null;
  readonly id: string;
};

/** One text for one person, to compare and to store. */
export function personKey(person: Person): string {
  return [person.platform, person.workspace ?? '', person.id].map((part) => encodeURIComponent(part)).join('/');
}

/** Something said to Paperboy, from whatever platform and by whatever means: typed, clicked or mentioned. */
export type Request = {
  /** The sentence, without the name of the slash command or the mention. Plain text. */
  readonly text: string;
  /** Its first word is a command for certain, such as one of a menu: never a word to search for. */
  readonly chosen?: true;
  readonly person: Person;
  readonly place: Place;
  /** The thread whose lists numbers mean, where `place` is the whole channel all the same. */
  readonly thread?: string;
  /** Everybody in the place sees the answer, but for what is one person's own: so the list in it is everybody's, too. */
  readonly openly?: true;
  /** The IANA zone in which this person reads a clock. */
  readonly zone: string;
  /** The platform could not see it, so that `zone` is the usual one: whoever is given a time is told. */
  readonly zoneIsGuessed?: true;
  /**
   * Whether this person may change what is posted in the place: one of its members, or only its administrators where
   * the workspace wants it so. The platform knows.
   */
  readonly mayConfigure: boolean;
  /** What this person lacks who may not, in plain words. */
  readonly lacks?: string;
  /** The service is not in this place, and only answers this person there: the page where somebody can bring it in. */
  readonly invite?: string;
  /**
   * Another place, if this person may read what is posted there. The platform knows; null where it does not. Never
   * rejects, and is cheap enough to be asked of a thousand places: what it says may be a minute old. `fresh`: not where one
   * place is named, so that nobody sets up what they were just taken out of.
   */
  readonly sees: (place: Place, how?: { readonly fresh: true }) => Promise<Sight | null>;
  /**
   * What keeps posts from appearing in the place, and how a person puts it right, in plain words; null: nothing that the
   * platform knows of. Never rejects.
   */
  readonly hindrance: () => Promise<string | null>;
  /**
   * What of this cannot be done with posts in the place, in plain words. Never rejects. Where there is no such function,
   * posts are read and nothing else.
   */
  readonly extras?: (wanted: Wanted) => Promise<readonly string[]>;
  /** How the platform's own menu has a command, by its name; null: not at all. Left out: the platform has no such menu. */
  readonly menu?: (command: string) => MenuEntry | null;
  /** Nobody but this person reads what is said in the place: a direct conversation, the bot's own page. */
  readonly direct: boolean;
  /** Whether the platform can open a form for this person. Where it cannot, `subscribe` alone subscribes as usual. */
  readonly dialogs: boolean;
  /**
   * Milliseconds that an answer may take before the person should rather hear that it comes later; null where it is waited
   * for, however long it takes.
   */
  readonly patienceMs: number | null;
  /** A short text that names this request in the log and in an error that the person sees. */
  readonly reference: string;
};

/** A command in the menu of a platform. */
export type MenuEntry = {
  /** As people see and type it there: `/papers search`. */
  readonly says: string;
  /** What can be filled in behind it. */
  readonly blanks: readonly { readonly name: string; readonly description: string }[];
};

/** A place as somebody sees it who may be elsewhere. */
export type Sight = Pick<Request, 'mayConfigure' | 'hindrance' | 'extras'> & {
  /** What people call it. */
  readonly name: string;
};

/** What a platform must know of a command to offer it: in a menu, a completion or a registration. */
export type CommandInfo = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What follows the name: `<id|link|words>`. Empty when nothing does. */
  readonly usage: string;
  /** One plain line. */
  readonly summary: string;
  /** Only buttons and platforms say it: no menu, completion or list of commands needs to show it. */
  readonly hidden?: true;
};
