/** Codes of Node and of its fetch after which the connection was never there, so that nothing was sent. */
export const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The code of the operating system or of fetch, from the nearest error that has one, as causes may be nested; `timeout` for
 * a call that was given up; null where there is none.
 */
export function systemCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z_0-9]+$/u.test(at.code)) return at.code;
    if (at.name === 'AbortError' || at.name === 'TimeoutError') return 'timeout';
  }
  return null;
}
