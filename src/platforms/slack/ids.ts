/** Names that come back with a click. Those of shortcuts are in ways.ts, those of buttons are made where they are drawn. */
export const ids = {
  /** Modals, by callback id. */
  searchView: 'papers_search',
  cardView: 'papers_card',
  formView: 'papers_form',
  /** Where a search is typed: in a modal, and on the home tab. */
  queryBlock: 'query',
  query: 'query:typed',
  /** A field of a form: its block is named after it. */
  fieldBlock: 'field:',
  field: 'field:changed',
  /** Leads back to what a window showed before. */
  back: 'back:pressed',
  /** Where a form is said. */
  whereBlock: 'where',
  where: 'where:chosen',
} as const;

/** A button or a menu of sentences: what is said is its value. `swap`: the answer takes the place of a private message. */
export const buttonId = /^(says|swap|open|menu):\d+$/u;
