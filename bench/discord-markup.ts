import type { Message } from '../tests/support/discord/world.ts';
import { fieldsOf, listOf, textOf } from '../tests/support/fields.ts';
import type { Fields } from '../tests/support/fields.ts';
import type { DiscordCard } from './discord-cards.ts';
import { icon } from './pictures.ts';

/** Reads Discord's Markdown: `parse` of discord-markdown-parser. */
export type Parse = (text: string, kind: 'extended') => unknown;

type Names = DiscordCard['channels'];

export const style = `
  body { margin: 0; background: #313338; }
  #card { width: 640px; }
  #card:has(.modal) { width: 466px; }
  #card.open { padding-bottom: 195px; }
  discord-messages { border: 0; min-height: 0; font-family: 'gg sans', 'Noto Sans', Helvetica, Arial, sans-serif; }
  /* Of this version: long words run out of an embed, code touches the words beside it, and menus are narrow. */
  discord-embed, discord-embed-description { overflow-wrap: anywhere; }
  discord-code:not([multiline]) { margin: 0 3px; }
  discord-string-select-menu { width: 100%; }
  .modal { background: #313338; border: 1px solid #1e1f22; border-radius: 8px; width: 440px; margin: 12px; color: #dbdee1; font: 15px 'Noto Sans', Helvetica, Arial, sans-serif; }
  .modal h1 { font-size: 20px; margin: 0; padding: 16px; color: #f2f3f5; }
  .modal .part { padding: 0 16px 14px; }
  .modal .label { font-weight: 600; color: #f2f3f5; }
  .modal .hint { font-size: 13px; color: #b5bac1; margin-top: 2px; }
  .modal .input { background: #1e1f22; border-radius: 4px; padding: 7px 9px; margin-top: 6px; min-height: 24px; line-height: 24px; }
  .modal .input span { background: #404249; border-radius: 3px; padding: 1px 6px; margin-right: 4px; }
  .modal .foot { display: flex; justify-content: flex-end; gap: 8px; background: #2b2d31; padding: 14px 16px; border-radius: 0 0 8px 8px; }
  .modal .foot b { font-weight: 500; padding: 8px 18px; border-radius: 4px; background: #5865f2; color: #fff; }
  .modal .foot b:first-child { background: none; }
`;

/** A card as elements of @skyra/discord-components-core. */
export function markupOf({ shown, channels }: DiscordCard, parse: Parse): string {
  return shown.kind === 'message' ? message(shown.message, channels, parse) : modal(shown.body, channels);
}

function html(text: string | undefined): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (text ?? '').replaceAll(/[&<>"]/gu, (found) => escapes[found] ?? found);
}

function message({ content, embeds, components, onlyFor }: Message, channels: Names, parse: Parse): string {
  const rows = components.map((row) => {
    const cells = listOf(row['components']).map((each) => component(fieldsOf(each)));
    return `<discord-action-row>${cells.join('')}</discord-action-row>`;
  });
  const below =
    rows.length === 0 ? '' : `<discord-attachments slot="components">${rows.join('')}</discord-attachments>`;
  const text = markdown(content, channels, parse);
  const boxes = embeds.map((each) => embed(each, channels, parse)).join('');
  const attributes = `author="Paperboy" bot avatar="${icon}" timestamp="11/25/2026"${onlyFor === null ? '' : ' ephemeral'}`;
  return `<discord-messages><discord-message ${attributes}>${text}${boxes}${below}</discord-message></discord-messages>`;
}

function embed(given: Fields, channels: Names, parse: Parse): string {
  // The component takes a title as plain text; in Discord it is Markdown without links.
  const title = textOf(given['title'])?.replaceAll(/\\(.)/gu, '$1');
  const link = title === undefined ? '' : ` embed-title="${html(title)}" url="${html(textOf(given['url']))}"`;
  const color = Number(given['color']).toString(16).padStart(6, '0');
  const body = markdown(textOf(given['description']) ?? '', channels, parse).replaceAll('<discord-code', '$& embed');
  const description =
    body === '' ? '' : `<discord-embed-description slot="description">${body}</discord-embed-description>`;
  return `<discord-embed slot="embeds" color="#${color}"${link}>${description}</discord-embed>`;
}

function component(given: Fields): string {
  if (given['type'] === 3) {
    const options = listOf(given['options']).map((each) => {
      const { label, description } = fieldsOf(each);
      return `<discord-string-select-menu-option label="${html(textOf(label))}" description="${html(textOf(description))}"></discord-string-select-menu-option>`;
    });
    return `<discord-string-select-menu placeholder="${html(textOf(given['placeholder']))}">${options.join('')}</discord-string-select-menu>`;
  }
  const url = textOf(given['url']);
  const link = url === undefined ? '' : ` url="${html(url)}"`;
  return `<discord-button type="secondary"${link}>${html(textOf(given['label']))}</discord-button>`;
}

/** A text in Discord's Markdown as elements. */
function markdown(text: string, channels: Names, parse: Parse): string {
  const draw = (nodes: unknown): string =>
    typeof nodes === 'string'
      ? html(nodes)
      : listOf(nodes)
          .map((node) => element(fieldsOf(node)))
          .join('');
  const element = ({ type, content, target, id }: Fields): string => {
    switch (type) {
      case 'text':
        return draw(content).replaceAll('  ', '&nbsp; ');
      case 'br':
        return '<br>';
      // The components for these two put blanks around what they hold.
      case 'strong':
        return `<strong>${draw(content)}</strong>`;
      case 'em':
        return `<em>${draw(content)}</em>`;
      case 'subtext':
        return `<discord-subscript>${draw(content)}</discord-subscript>`;
      case 'inlineCode':
        return `<discord-code>${draw(content)}</discord-code>`;
      case 'codeBlock':
        return `<discord-code multiline>${draw(content)}</discord-code>`;
      case 'link':
      case 'autolink':
      case 'url':
        return `<discord-link href="${html(textOf(target))}">${draw(content)}</discord-link>`;
      case 'channel':
        return `<discord-mention type="channel">${html(channels.get(textOf(id) ?? ''))}</discord-mention>`;
      default:
        throw new Error(`Expected Markdown that Paperboy writes, got ${JSON.stringify(type)} in ${text}`);
    }
  };
  // A block of code ends with its line.
  return draw(parse(text, 'extended')).replaceAll(/(<discord-code multiline>[^<]*<\/discord-code>)<br>/gu, '$1');
}

/** A window in lines of our own: the components know none with labels and menus in it. */
function modal(body: Fields, channels: Names): string {
  const parts = listOf(body['components']).map((each) => {
    const { label, description, component: input } = fieldsOf(each);
    const { options, default_values: places, value } = fieldsOf(input);
    const chosen = listOf(options)
      .map(fieldsOf)
      .filter((option) => option['default'] === true);
    const shown = [
      ...chosen.map((option) => textOf(option['label'])),
      ...listOf(places).map((place) => `#${channels.get(textOf(fieldsOf(place)['id']) ?? '') ?? ''}`),
    ].map((text) => `<span>${html(text)}</span>`);
    const hint = description === undefined ? '' : `<div class="hint">${html(textOf(description))}</div>`;
    const field = shown.length === 0 ? html(textOf(value)) : shown.join(' ');
    return `<div class="part"><div class="label">${html(textOf(label))}</div>${hint}<div class="input">${field}</div></div>`;
  });
  const foot = '<div class="foot"><b>Cancel</b><b>Submit</b></div>';
  return `<div class="modal"><h1>${html(textOf(body['title']))}</h1>${parts.join('')}${foot}</div>`;
}
