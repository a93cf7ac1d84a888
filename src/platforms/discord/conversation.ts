import { Routes } from 'discord-api-types/v10';
import type { Call } from './call.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';

/** The id of the direct messages with a person; Discord makes them at the first time. Rejects as a call does. */
export async function openConversation(call: Call, userId: string): Promise<string> {
  const opened = await call({ method: 'POST', route: Routes.userChannels(), body: { recipient_id: userId } });
  return textOf(fieldsOf(opened)['id']) ?? '';
}
