import type { KnownBlock, ModalView } from '@slack/types';
import type { Answer } from '../../cards/card.ts';
import { fillForm, initialValues } from '../../cards/form.ts';
import type { Form } from '../../cards/form.ts';
import type { Address, Speaker } from './address.ts';
import type { Ask } from './ask.ts';
import { changes } from './changes.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import { formView } from './form-view.ts';
import type { Home } from './home.ts';
import { ids } from './ids.ts';
import { limits } from './limits.ts';
import type { Reply } from './reply.ts';
import { cardView, searchView } from './search-view.ts';
import { goOn, noTrail } from './view-state.ts';
import type { ViewState } from './view-state.ts';
import type { Turn } from './view-turns.ts';
import type { Views } from './views.ts';

export type WindowParts = {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly views: Views;
  readonly home: Home;
};

/** The word with which a window that was sent is answered: https://docs.slack.dev/surfaces/modals#updating_response */
export type ViewResponse =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** A window or a home tab as somebody sees it who has just clicked in it. */
export type Seen = {
  readonly id: string;
  /** When it was done, as Slack says it; null where it does not. */
  readonly at: string | null;
  readonly kind: 'modal' | 'home';
  readonly callback: string;
  readonly title: string;
  /** The word on its button, empty without one. */
  readonly submit: string;
  readonly hash: string | null;
  readonly state: ViewState;
  readonly blocks: readonly KnownBlock[];
  /** `view.state.values`. */
  readonly values: unknown;
};

export type Windows = {
  /** A form in a window of its own. False: Slack did not open it. */
  openForm(trigger: string, form: Form, address: Address): Promise<boolean>;
  openSearch(trigger: string, address: Address, fromHome: boolean, query: string): Promise<boolean>;
  /** The card of what is found while somebody types; null for nothing typed. */
  found(query: string, address: Address): Promise<Answer['card'] | null>;
  /** Somebody typed into the search of a window or of a home tab. */
  typed(seen: Seen, trigger: string, query: string): Promise<void>;
  /** Somebody sent the search instead of waiting for what is found: the word that draws the window with it. */
  searched(seen: Seen): Promise<ViewResponse>;
  /** Somebody pressed a button in a window or on a home tab. */
  pressed(seen: Seen, trigger: string, text: string, replaces: boolean): Promise<void>;
  /** Somebody wants to see again what the window showed before. */
  wentBack(seen: Seen): Promise<void>;
};

type Pressed = { readonly answer: Answer; readonly text: string; readonly replaces: boolean; readonly turn: Turn };

export function createWindows({ ask, reply, views, home }: WindowParts): Windows {
  const found = async (query: string, address: Address): Promise<Answer['card'] | null> => {
    if (query.trim().length < 2) return null;
    return (await ask(`search ${query}`, speakerOf(address))).card;
  };

  const windowOf = async (form: Form, state: Omit<ViewState, 'form'>): Promise<ModalView> => {
    const preview = form.preview === null ? null : fillForm(form.preview, initialValues(form));
    return formView(form, state, preview === null ? null : (await ask(preview, speakerOf(state.address))).card);
  };

  /** An answer in the window that was clicked in, in one upon it, or over the home tab. */
  const show = async (seen: Seen, trigger: string, pressed: Pressed): Promise<void> => {
    const { state } = seen;
    const { answer, text, replaces, turn } = pressed;
    const said = changes(text) ? null : (answer.share ?? text);
    const depth = seen.kind === 'home' ? 0 : state.depth + 1;
    const above: ViewState = { ...state, form: null, depth, trail: goOn(noTrail, said, false) };
    const viewOn = async (on: ViewState): Promise<ModalView> =>
      answer.form === null ? cardView(on, answer.card) : windowOf(answer.form, on);
    const view = await viewOn(above);
    if (seen.kind === 'home') {
      await views.open(trigger, view);
      return;
    }
    const isFull = above.depth >= limits.viewStack;
    if (!isFull && (!replaces || answer.form !== null) && (await views.push(trigger, view))) return;
    const here: ViewState = { ...state, form: null };
    await views.update(turn, seen.hash, async () =>
      seen.callback === ids.searchView
        ? searchView(here, '', answer.card)
        : viewOn({ ...here, trail: goOn(state.trail, said, !replaces) }),
    );
  };

  const openSearch: Windows['openSearch'] = async (trigger, address, fromHome, query) => {
    const state = { address, depth: 0, fromHome, form: null, trail: noTrail };
    return views.open(trigger, searchView(state, query, await found(query, address)));
  };

  return {
    found,
    openForm: async (trigger, asked, address) =>
      views.open(trigger, await windowOf(asked, { address, depth: 0, fromHome: false, trail: noTrail })),
    openSearch,
    async typed(seen, trigger, query) {
      if (seen.kind === 'home') {
        if (query.trim() !== '') await openSearch(trigger, seen.state.address, true, query);
        return;
      }
      await views.update(views.turn(seen), seen.hash, async () =>
        searchView(seen.state, '', await found(query, seen.state.address)),
      );
    },
    async searched(seen) {
      views.overtake(views.turn(seen));
      const typed = fieldsOf(fieldsOf(fieldsOf(seen.values)[ids.queryBlock])[ids.query]);
      const card = await found(textOf(typed['value']) ?? '', seen.state.address);
      return { response_action: 'update', view: searchView(seen.state, '', card) };
    },
    async pressed(seen, trigger, text, replaces) {
      const { address, fromHome } = seen.state;
      const turn = views.turn(seen);
      const answer = await ask(text, speakerOf(address));
      await show(seen, trigger, { answer, text, replaces, turn });
      // What changes a channel is told there too: its people did not see the window.
      if (answer.audience === 'place' && !address.direct) await reply.say(address, answer.card);
      if (fromHome) await home.draw(address);
    },
    async wentBack(seen) {
      const { hash, state } = seen;
      const said = state.trail.back.at(-1);
      if (said === undefined) return;
      await views.update(views.turn(seen), hash, async () => {
        const { card } = await ask(said, speakerOf(state.address));
        return cardView({ ...state, form: null, trail: { said, back: state.trail.back.slice(0, -1) } }, card);
      });
    },
  };
}

export function speakerOf({ user, channel, direct }: Address): Speaker {
  return { user, channel, direct, member: 'ask' };
}
