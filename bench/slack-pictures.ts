/**
 * Draws what Paperboy sends to Slack, card by card, with an independent renderer of Block Kit in a headless browser:
 * docs/pictures/slack-NAME.png. The drawing is not Slack's own; layout and words are what to look at.
 *
 * The tools are no part of the project. In any other folder, once:
 *
 *     npm install slack-blocks-to-jsx@1.1.1 react@19 react-dom@19 playwright-core
 *     apt-get install chromium fonts-noto-color-emoji pngquant
 *
 * and then, here:
 *
 *     npx node bench/slack-pictures.ts THAT-FOLDER [NAME…]
 *
 * CHROMIUM names another browser than /usr/bin/chromium, OUTPUT another folder for the pictures.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fieldsOf } from '../tests/support/fields.ts';
import { collectSlackCards } from './slack-cards.ts';
import type { SlackCard } from './slack-cards.ts';

/** What of the tools is used. */
type Draw = {
  readonly createElement: (component: unknown, props: object) => unknown;
  readonly renderToStaticMarkup: (element: unknown) => string;
  readonly Message: unknown;
};
type Page = {
  setContent(html: string): Promise<void>;
  locator(selector: string): { screenshot(options: { path: string }): Promise<unknown> };
};
type Browser = {
  newPage(options: { readonly deviceScaleFactor: number; readonly viewport: object }): Promise<Page>;
  close(): Promise<void>;
};
type Chromium = {
  launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
};

const [tools, ...names] = process.argv.slice(2);
if (tools === undefined) {
  console.error('Expected the folder of the tools. The first lines of bench/slack-pictures.ts say what belongs there.');
  process.exit(2);
}
const need = createRequire(join(resolve(tools), 'index.js'));
const draw: Draw = { ...need('react'), ...need('react-dom/server'), ...need('slack-blocks-to-jsx') };
const { chromium }: { readonly chromium: Chromium } = need('playwright-core');
const style = readFileSync(need.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
const output = process.env['OUTPUT'] ?? join(import.meta.dirname, '../docs/pictures');

const own = `
  body { margin: 0; font-family: Lato, Helvetica, Arial, sans-serif; background: #fff; }
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

const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#2f4a6d"/><path d="M10 8h16v20H10z" fill="#fff"/><path d="M13 13h10M13 17h10M13 21h7" stroke="#2f4a6d" stroke-width="2"/></svg>',
  );

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
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-lcd-text',
  ],
});
try {
  mkdirSync(output, { recursive: true });
  const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width: 640, height: 400 } });
  for (const card of cards) {
    if (names.length > 0 && !names.includes(card.name)) continue;
    const path = join(output, `slack-${card.name}.png`);
    await page.setContent(`<!doctype html><style>${style}${own}</style><div id="card">${markup(card)}</div>`);
    await page.locator('#card').screenshot({ path });
    execFileSync('pngquant', ['--force', '--strip', '--output', path, '64', path]);
    console.log(`${path}  ${Math.ceil(statSync(path).size / 1024)} kB`);
  }
} finally {
  await browser.close();
}
