/** The sources on the web, in the order in which they are run. */
export const SOURCE_NAMES = ['hf-daily', 'arxiv'] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];

export function isSourceName(text: string): text is SourceName {
  return SOURCE_NAMES.some((name) => name === text);
}
