import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord-api-types/v10';
import type { Action, Block, Card, ListItem } from '../../cards/card.ts';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { pickId, saysId } from './custom-id.ts';
import type { KeptSentences } from './custom-id.ts';
import { limits } from './limits.ts';
import { safeUrl } from './safe-url.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export type ComponentParts = {
  readonly kept: KeptSentences;
  /** The mark of a post, put into the first id; null: none. */
  readonly mark: string | null;
};

type Sentence = Extract<Action, { readonly says: string }>;
type Draw = {
  readonly button: (action: Action) => readonly APIButtonComponent[];
  readonly menu: (options: readonly Choice[], placeholder: string) => readonly APIStringSelectComponent[];
};
type Choice = { readonly action: Sentence; readonly label: string; readonly description: string };

/** The most rows of menus for lists: what ten papers of the day need. More would hide the list. Our own choice. */
const listMenus = 4;

/**
 * What can be pressed below a card: its own actions as buttons, in rows as they are written where there are rows enough
 * (see {@link actionGroups}), and one more menu for those that find no place; for lists menus, of which each option is a sentence about one item. The
 * links of items are left out: their titles lead there.
 */
export function componentRows(card: Card, parts: ComponentParts): Row[] {
  const draw = drawWith(parts);
  const lists = card.blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : []));
  const groups = actionGroups(card.blocks);
  const menus = lists.flatMap(listChoices).slice(0, listMenus);
  const reserved = groups.some((group) => group.length > 0) ? limits.rows - 1 : limits.rows;
  // Drawn in the order in which they are shown: the first of all bears the mark.
  const above = menus
    .slice(0, reserved)
    .flatMap(({ choices, placeholder }) => draw.menu(choices, placeholder).map((menu) => row([menu])));
  return [...above, ...buttonRows(groups, limits.rows - above.length, draw)];
}

/** Actions right below others stand beside them where the last row has room for all: a row takes more space than a button. */
function actionGroups(blocks: readonly Block[]): readonly (readonly Action[])[] {
  const groups: (readonly Action[])[] = [];
  let isBelow = false;
  for (const block of blocks) {
    if (block.kind === 'hint') continue;
    if (block.kind === 'actions') {
      const last = (isBelow && groups.pop()) || [];
      const room = inRows(last.length).length * limits.rowButtons - last.length;
      groups.push(...(block.actions.length <= room ? [[...last, ...block.actions]] : [last, block.actions]));
    }
    isBelow = block.kind === 'actions';
  }
  return groups;
}

/** Every sentence that a card can say, for those that have to be kept. */
export function sentencesOf(card: Card): readonly string[] {
  const actions = card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions;
    return block.kind === 'list' ? block.items.flatMap((item) => item.actions) : [];
  });
  return actions.filter(isSentence).map(({ says }) => says);
}

function drawWith({ kept, mark }: ComponentParts): Draw {
  let number = 0;
  let unused = mark;
  const takeMark = (): string | null => {
    const taken = unused;
    unused = null;
    return taken;
  };
  const idOf = (action: Sentence, marked: string | null): string | null =>
    saysId(action.says, { number: (number += 1), replaces: action.effect === 'replace', mark: marked }, kept);

  return {
    button: (action) => {
      const label = clampText(cleanLine(action.label), limits.buttonLabel);
      if (label === '') return [];
      if (!isSentence(action)) {
        const url = safeUrl(action.url, limits.buttonUrl);
        return url === null ? [] : [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }];
      }
      const id = idOf(action, unused);
      if (id === null) return [];
      takeMark();
      return [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id }];
    },
    menu: (choices, placeholder) => {
      const options = choices.slice(0, limits.selectOptions).flatMap(({ action, label, description }) => {
        const value = idOf(action, null);
        return value === null || label === '' ? [] : [option(value, label, description)];
      });
      if (options.length === 0) return [];
      const custom_id = pickId((number += 1), takeMark());
      return [{ type: ComponentType.StringSelect, custom_id, placeholder, options }];
    },
  };
}

function option(value: string, label: string, description: string): APISelectMenuOption {
  const shown = { label: clampText(label, limits.optionText), value };
  return description === '' ? shown : { ...shown, description: clampText(description, limits.optionText) };
}

/** What comes first with each item in a menu of its own, which is the way to it; everything else in one more. */
function listChoices(items: readonly ListItem[]) {
  const first: Choice[] = [];
  const others: Choice[] = [];
  for (const item of items) {
    const title = cleanLine(item.title.text) || 'Untitled';
    for (const [at, action] of item.actions.filter(isSentence).entries()) {
      const label = cleanLine(action.label);
      if (at === 0) first.push({ action, label: `${item.number}. ${title}`, description: label });
      else if (label !== '') others.push({ action, label: `${item.number}. ${label}`, description: title });
    }
  }
  return [...menusOf(first), ...menusOf(others)];
}

function menusOf(choices: readonly Choice[]) {
  const menus = [];
  for (let at = 0; at < choices.length; at += limits.selectOptions) {
    const some = choices.slice(at, at + limits.selectOptions);
    const labels = new Set(some.map(({ action }) => cleanLine(action.label)).filter((label) => label !== ''));
    menus.push({ choices: some, placeholder: clampText(`${[...labels].join(', ')} …`, limits.selectPlaceholder) });
  }
  return menus;
}

function buttonRows(groups: readonly (readonly Action[])[], rows: number, draw: Draw): readonly Row[] {
  const all = groups.flat();
  const room = rows * limits.rowButtons;
  const asWritten = groups.flatMap((group) => inRows(group.length)).length <= rows;
  if (asWritten) return groups.flatMap((group) => rowsOf(group.flatMap(draw.button)));
  if (all.length <= room) return rowsOf(all.flatMap(draw.button));
  const pressed = all.slice(0, room - limits.rowButtons);
  const buttons = rowsOf(pressed.flatMap(draw.button));
  const rest = all.slice(pressed.length).filter(isSentence);
  const choices = rest.map((action) => ({ action, label: cleanLine(action.label), description: '' }));
  return [...buttons, ...draw.menu(choices, 'More …').map((menu) => row([menu]))];
}

/** Where each row of so many buttons begins. */
function inRows(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / limits.rowButtons) }, (_, at) => at * limits.rowButtons);
}

function rowsOf(buttons: readonly APIButtonComponent[]): readonly Row[] {
  return inRows(buttons.length).map((at) => row(buttons.slice(at, at + limits.rowButtons)));
}

function row(components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function isSentence(action: Action): action is Sentence {
  return 'says' in action;
}
