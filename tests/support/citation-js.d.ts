/** What the tests use of Citation.js, which has no types of its own. */
declare module '@citation-js/core' {
  type Read = {
    readonly id: string;
    readonly type: string;
    readonly title?: string;
    readonly abstract?: string;
    readonly author?: readonly { readonly family?: string; readonly given?: string; readonly suffix?: string }[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
    readonly keyword?: string;
    readonly URL?: string;
  };
  export const plugins: { readonly input: { chain(text: string, options: { generateGraph: false }): readonly Read[] } };
}

declare module '@citation-js/plugin-ris';
