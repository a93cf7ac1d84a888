import type { Request } from '../src/chat/request.ts';

/** What somebody says in a channel that nothing is posted in. */
export function requestOf(text: string): Request {
  return {
    text,
    person: { platform: 'chat', workspace: null, id: 'grace' },
    place: { platform: 'chat', workspace: null, channel: 'elsewhere', thread: null },
    zone: 'UTC',
    mayConfigure: true,
    sees: async () => null,
    hindrance: async () => null,
    direct: false,
    dialogs: false,
    patienceMs: null,
    reference: 'none',
  };
}
