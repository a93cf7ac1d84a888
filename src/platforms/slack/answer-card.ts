import type { Answer, Card } from '../../cards/card.ts';
import { withAction } from '../../cards/with-action.ts';
import { withFormLine } from '../../cards/with-form-line.ts';
import type { Address } from './address.ts';

/**
 * The card of an answer, with the buttons that only a message needs: to share what one person sees, and to fill in a
 * form. `said` is the sentence that was answered.
 */
export function answerCard(answer: Answer, said: string, address: Pick<Address, 'direct'>): Card {
  if (answer.form !== null) {
    return withAction(withFormLine(answer.card, answer.form), { label: 'Fill in a form', says: said });
  }
  if (answer.share === null || answer.audience === 'place' || address.direct) return answer.card;
  return withAction(answer.card, { label: 'Share to channel', says: `share ${answer.share}` });
}

/** Whether everybody in the place may read it where it was asked in front of everybody. */
export function isForAll({ audience, share }: Answer): boolean {
  return audience === 'place' || share !== null;
}
