/**
 * Draws what Paperboy sends to Discord, card by card, with independent web components and an independent reader of
 * Discord's Markdown in a headless browser: docs/pictures/discord-NAME.png. The drawing is not Discord's own; layout and
 * words are what to look at.
 *
 * The tools are no part of the project. In any other folder, once:
 *
 *     npm install @skyra/discord-components-core@4.0.2 discord-markdown-parser@1.3.1 esbuild playwright-core
 *     apt-get install chromium fonts-noto-color-emoji pngquant
 *
 * and then, here:
 *
 *     npx node bench/discord-pictures.ts THAT-FOLDER [NAME…]
 *
 * CHROMIUM names another browser than /usr/bin/chromium, OUTPUT another folder for the pictures.
 */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { collectDiscordCards } from './discord-cards.ts';
import { markupOf, style } from './discord-markup.ts';
import type { Parse } from './discord-markup.ts';
import { startPictures } from './pictures.ts';

const [tools, ...names] = process.argv.slice(2);
if (tools === undefined) {
  console.error(
    'Expected the folder of the tools. The first lines of bench/discord-pictures.ts say what belongs there.',
  );
  process.exit(2);
}

/** What of the tools is used. */
type Esbuild = {
  readonly buildSync: (options: object) => { readonly outputFiles: readonly { readonly text: string }[] };
};
const folder = resolve(tools);
const need = createRequire(join(folder, 'index.js'));
const { buildSync }: Esbuild = need('esbuild');
const { parse }: { readonly parse: Parse } = need('discord-markdown-parser');
const contents = "import '@skyra/discord-components-core';";
const [components] = buildSync({ stdin: { contents, resolveDir: folder }, bundle: true, write: false }).outputFiles;

const cards = await collectDiscordCards();
const pictures = await startPictures(need, 'discord');
try {
  for (const card of cards) {
    if (names.length > 0 && !names.includes(card.name)) continue;
    const page = (kind: string): string =>
      `<!doctype html><style>${style}</style><div id="card" class="${kind}">${markupOf(card, parse)}</div><script>${components?.text ?? ''}</script>`;
    await pictures.draw(card.name, page(''));
    // Once with a menu that is open, at its end.
    if (card.name === 'digest')
      await pictures.draw(`${card.name}-menu`, page('open'), 'discord-string-select-menu >> nth=-1 >> label >> nth=0');
  }
} finally {
  await pictures.end();
}
