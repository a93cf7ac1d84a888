/**
 * Draws what Paperboy sends to Slack, card by card, with an independent renderer of Block Kit in a headless browser:
 * docs/pictures/slack-NAME.png. The drawing is not Slack's own; layout and words are what to look at.
 *
 * The tools are no part of the project. In any other folder, once:
 *
 *     npm install slack-blocks-to-jsx@1.1.1 react@19 react-dom@19 playwright-core
 *     apt-get install chromium fonts-lato fonts-noto-color-emoji pngquant
 *
 * and then, here:
 *
 *     npx node bench/slack-pictures.ts THAT-FOLDER [NAME…]
 *
 * CHROMIUM names another browser than /usr/bin/chromium, OUTPUT another folder for the pictures.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fieldsOf } from '../tests/support/fields.ts';
import { collectSlackCards } from './slack-cards.ts';
import type { SlackCard } from './slack-cards.ts';
import { icon, startPictures } from './pictures.ts';

/** What of the tools is used. */
type Draw = {
  readonly createElement: (component: unknown, props: object) => unknown;
  readonly renderToStaticMarkup: (element: unknown) => string;
  readonly Message: unknown;
};
const [tools, ...names] = process.argv.slice(2);
if (tools === undefined) {
  console.error('Expected the folder of the tools. The first lines of bench/slack-pictures.ts say what belongs there.');
  process.exit(2);
}
const need = createRequire(join(resolve(tools), 'index.js'));
const draw: Draw = { ...need('react'), ...need('react-dom/server'), ...need('slack-blocks-to-jsx') };
const style = readFileSync(need.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');

const own = `
  /* Slack's own typeface. */
  body { margin: 0; background: #fff; }
  body, .slack_blocks_to_jsx.styles_enabled { font-family: Lato, Helvetica, Arial, sans-serif !important; }
  #card { width: 640px; padding: 12px 16px; box-sizing: border-box; }
  #slack_blocks_to_jsx section { max-width: 600px; }
  /* Of this version: long words run out of the message, and an input of one line looks like one of five. */
  section > div:last-child { min-width: 0; }
  #card * { overflow-wrap: anywhere; }
  #card textarea { height: 36px !important; min-height: 0 !important; resize: none; }
  .only { color: #616061; font-size: 12px; margin: 0 0 4px 44px; }
  .said { margin: 0 0 6px; font-size: 15px; }
  .preview { border-left: 4px solid #ddd; padding-left: 12px; }
  .modal { border: 1px solid #ddd; border-radius: 8px; width: 520px; }
  .modal .bar { display: flex; justify-content: space-between; padding: 12px 20px; font-size: 18px; font-weight: 900; border-bottom: 1px solid #ddd; }
  .modal .body { padding: 8px 20px; }
  .modal .foot { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 20px; border-top: 1px solid #ddd; font-size: 15px; font-weight: 700; }
  .foot span { border: 1px solid #bbb; border-radius: 4px; padding: 6px 14px; }
  .foot .submit { background: #007a5a; border-color: #007a5a; color: #fff; }
`;

/**
 * What this version would draw otherwise than Slack: it shows a text with `verbatim` without its links and styles, where
 * Slack only stops looking for more of them, and a menu without what is chosen in it.
 */
function drawable({ blocks, channels }: SlackCard): unknown {
  const json = JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'verbatim') return undefined;
    const { initial_option: option, initial_conversation: channel } = fieldsOf(value);
    const name = channels.find(({ id }) => id === channel)?.name;
    if (option !== undefined) return { ...fieldsOf(value), placeholder: fieldsOf(option)['text'] };
    return name === undefined ? value : { ...fieldsOf(value), placeholder: { type: 'plain_text', text: name } };
  });
  return JSON.parse(json);
}

function markup(card: SlackCard): string {
  const blocks = draw.renderToStaticMarkup(
    draw.createElement(draw.Message, {
      name: 'Paperboy',
      logo: icon,
      theme: 'light',
      time: new Date('2026-11-25T09:00:00Z'),
      data: { users: [], channels: card.channels, user_groups: [] },
      withoutWrapper: card.surface !== 'message',
      blocks: drawable(card),
    }),
  );
  switch (card.surface) {
    case 'message':
      return card.isPrivate ? `<p class="only">Only visible to you</p>${blocks}` : blocks;
    case 'preview':
      return `<div class="preview">${blocks}</div>`;
    case 'home':
      return blocks;
    case 'modal':
      return `<div class="modal"><div class="bar"><span>${card.frame.title}</span><span>×</span></div><div class="body">${blocks}</div><div class="foot"><span>${card.frame.close}</span>${card.frame.submit === '' ? '' : `<span class="submit">${card.frame.submit}</span>`}</div></div>`;
    default:
      throw new Error(`Expected a surface, got ${JSON.stringify(card.surface satisfies never)}`);
  }
}

const cards = await collectSlackCards();
const pictures = await startPictures(need, 'slack');
try {
  for (const card of cards) {
    if (names.length > 0 && !names.includes(card.name)) continue;
    await pictures.draw(card.name, `<!doctype html><style>${style}${own}</style><div id="card">${markup(card)}</div>`);
  }
} finally {
  await pictures.end();
}
