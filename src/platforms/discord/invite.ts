import { StartFailure } from '../platform.ts';
import { createApplication } from './application.ts';
import { createCall } from './call.ts';
import { inviteLink } from './permissions.ts';
import type { DiscordSettings } from './settings.ts';
import { silentLog } from '../shared/silent-log.ts';

/**
 * The page on which somebody invites the bot to a server. Throws a StartFailure when Discord refuses the token; where
 * Discord cannot be reached, the app is taken from the token.
 */
export async function invite(settings: DiscordSettings): Promise<string> {
  const { token, apiUrl } = settings;
  const call = createCall({ token, ...(apiUrl === null ? {} : { api: apiUrl }) });
  try {
    const { id } = await createApplication({ call, settings, log: silentLog })();
    return inviteLink(id);
  } catch (error) {
    const id = idIn(token);
    if (id === null || (error instanceof StartFailure && !error.retry)) throw error;
    return inviteLink(id);
  }
}

/** A token begins with the id of the bot, which is that of the app unless the app is of Discord's first years. */
function idIn(token: string): string | null {
  const [first = ''] = token.split('.');
  const id = Buffer.from(first, 'base64').toString('latin1');
  return /^\d{15,20}$/u.test(id) ? id : null;
}
