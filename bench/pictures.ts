import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What of playwright-core is used. */
type Page = {
  setContent(html: string): Promise<void>;
  locator(selector: string): { click(): Promise<void>; screenshot(options: { path: string }): Promise<unknown> };
};
type Browser = {
  newPage(options: { readonly deviceScaleFactor: number; readonly viewport: object }): Promise<Page>;
  close(): Promise<void>;
};
type Chromium = {
  launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
};

export type Pictures = {
  /** Takes what has the id `card` in a page, after a click on what `click` selects: docs/pictures/PLATFORM-NAME.png. */
  draw(name: string, page: string, click?: string): Promise<void>;
  end(): Promise<void>;
};

/** The face of Paperboy beside its messages. */
export const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#2f4a6d"/><path d="M10 8h16v20H10z" fill="#fff"/><path d="M13 13h10M13 17h10M13 21h7" stroke="#2f4a6d" stroke-width="2"/></svg>',
  );

/** A browser for pictures, in few colours so that they stay small. `need` loads from the folder of the tools. */
export async function startPictures(need: NodeJS.Require, platform: string): Promise<Pictures> {
  const { chromium }: { readonly chromium: Chromium } = need('playwright-core');
  const output = process.env['OUTPUT'] ?? join(import.meta.dirname, '../docs/pictures');
  mkdirSync(output, { recursive: true });
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
  const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width: 640, height: 400 } });
  return {
    async draw(name, html, click) {
      const path = join(output, `${platform}-${name}.png`);
      await page.setContent(html);
      if (click !== undefined) await page.locator(click).click();
      await page.locator('#card').screenshot({ path });
      execFileSync('pngquant', ['--force', '--strip', '--output', path, '32', path]);
      console.log(`${path}  ${Math.ceil(statSync(path).size / 1024)} kB`);
    },
    end: () => browser.close(),
  };
}
