import type { Card } from './card.ts';
import { fillForm, filledInWords, initialValues } from './form.ts';
import type { Form } from './form.ts';

/** The card above the line to type that the form stands for: for platforms without dialogs. */
export function withFormLine(card: Card, form: Form): Card {
  return {
    ...card,
    blocks: [
      ...card.blocks,
      { kind: 'note', spans: [{ text: 'In one line, to type and to change as you like:' }] },
      { kind: 'code', text: filledInWords(fillForm(form.says, initialValues(form))) },
    ],
  };
}
