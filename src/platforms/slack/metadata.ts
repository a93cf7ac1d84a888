/** The name under which our posts carry their key. Anybody in the workspace can read metadata: nothing secret goes here. */
export const postEventType = 'paperboy_post';

export function postMetadata(key: string) {
  return { event_type: postEventType, event_payload: { key } };
}

/** The key of a message's metadata as Slack's history gives it, or null when it is not the metadata of a post of ours. */
export function keyOf(metadata: unknown): string | null {
  if (!isRecord(metadata) || metadata['event_type'] !== postEventType || !isRecord(metadata['event_payload']))
    return null;
  const { key } = metadata['event_payload'];
  return typeof key === 'string' ? key : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
