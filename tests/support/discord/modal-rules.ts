import { ComponentType } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf } from '../fields.ts';
import type { Issue } from './api-error.ts';
import { componentRules, nested } from './message-rules.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#modal: one to five components. */
const mostParts = 5;

/** What Discord's description of a modal does not say. */
export function modalRules(data: Fields): Issue[] {
  const parts = listOf(data['components']);
  const placed = parts.flatMap((each, index) => nested(each, ['data', 'components', String(index)]));
  const issues = componentRules(placed);
  if (parts.length > mostParts) {
    issues.push({
      path: ['data', 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${mostParts} in length.`,
    });
  }
  for (const { path, component } of placed) {
    const minimum = Number(component['min_length'] ?? 0);
    if (component['type'] !== ComponentType.TextInput) continue;
    if (minimum > Number(component['max_length'] ?? 4_000)) {
      issues.push({
        path: [...path, 'min_length'],
        code: 'NUMBER_TYPE_MAX',
        message: 'Must not be more than max_length.',
      });
    }
    const value = component['value'];
    if (typeof value === 'string' && value !== '' && value.length > Number(component['max_length'] ?? 4_000)) {
      issues.push({
        path: [...path, 'value'],
        code: 'BASE_TYPE_MAX_LENGTH',
        message: 'Must not be longer than max_length.',
      });
    }
    // In a label the label names the input; in the older rows the input names itself.
    const inLabel = path.at(-1) === 'component';
    if (inLabel && component['label']) {
      issues.push({
        path: [...path, 'label'],
        code: 'COMPONENT_LABEL_TWICE',
        message: 'Cannot be used inside of a label',
      });
    } else if (!inLabel && !fieldsOf(component)['label']) {
      issues.push({ path: [...path, 'label'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
  }
  return issues;
}
