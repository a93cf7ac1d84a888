import type { Answer, Card } from '../../cards/card.ts';
import { withAction } from '../../cards/with-action.ts';
import { withFormLine } from '../../cards/with-form-line.ts';

/**
 * The card of an answer, with the buttons that only a message needs: to share what one person sees, and to fill in a
 * form. `said` is the sentence that was answered; `isPrivate`: others are there who do not see it.
 */
export function answerCard(answer: Answer, said: string, { isPrivate }: { readonly isPrivate: boolean }): Card {
  if (answer.form !== null) {
    return withAction(withFormLine(answer.card, answer.form), { label: 'Fill in a form', says: said });
  }
  if (answer.share === null || !isPrivate) return answer.card;
  return withAction(answer.card, { label: 'Share', says: `share ${answer.share}` });
}
