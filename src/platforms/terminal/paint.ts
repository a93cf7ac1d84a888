/** How a piece of text is meant; each has its colours below. */
export type Ink = 'plain' | 'title' | 'strong' | 'emphasis' | 'code' | 'mark' | 'quiet';

export type Paint = (ink: Ink, text: string) => string;

/**
 * The numbers of ECMA-48 "select graphic rendition" that begin and end each ink. Only the sixteen basic colours, which
 * every terminal lets its owner choose, so that they can be read on light and on dark.
 */
const CODES: Readonly<Record<Exclude<Ink, 'plain'>, readonly [string, string]>> = {
  title: ['1', '22'],
  strong: ['1', '22'],
  emphasis: ['3', '23'],
  code: ['36', '39'],
  mark: ['1;33', '22;39'],
  quiet: ['2', '22'],
};

/** Paints where there is colour, and leaves the text alone where there is none. Inks are not nested. */
export function painter(colour: boolean): Paint {
  return (ink, text) => {
    if (!colour || ink === 'plain' || text === '') return text;
    const [begin, end] = CODES[ink];
    return `\u001b[${begin}m${text}\u001b[${end}m`;
  };
}
