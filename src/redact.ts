const REDACTED = '[redacted]';

/** Names of fields whose value is never written, whatever it is. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:pass|pwd)(?:$|[^a-z])|token|secret|passw|credential|authorization|cookie|signature|private.?key|api.?key/i;

/** Shapes of secrets inside a text, and what is left of them. The order does not matter: they do not overlap. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // Slack: bot, user, app, refresh and configuration tokens (https://docs.slack.dev/authentication/tokens).
  [/\bx(?:ox[a-z]|app|oxe\.xox[bp])-[\w.-]+/gi, REDACTED],
  // Slack: incoming webhooks and response URLs hold their secret in the path.
  [/(hooks\.slack\.com\/)[\w/-]+/gi, `$1${REDACTED}`],
  // Hugging Face: user access tokens (https://huggingface.co/docs/hub/security-tokens).
  [/\bhf_[A-Za-z0-9]{16,}/g, REDACTED],
  // Discord: a bot token is three dotted base64 parts: user id, time, signature.
  [/\b[\w-]{23,30}\.[\w-]{5,8}\.[\w-]{25,}/g, REDACTED],
  // Discord: webhooks and interaction callbacks hold their secret after the id.
  [/((?:webhooks|interactions)\/\d+\/)[\w.-]+/gi, `$1${REDACTED}`],
  [/\b(bearer|bot|basic)\s+[\w.~+/=-]{16,}/gi, `$1 ${REDACTED}`],
  // user:password@host
  [/(:\/\/[^\s/:@]*:)[^\s/@]+@/g, `$1${REDACTED}@`],
];

/** Deeper values are named by their kind only: a log line stays a line. */
const DEPTH = 6;
const LENGTH = 8_000;
const ITEMS = 100;

/** The text without anything that looks like a token, a webhook's secret or a password, and of bounded length. */
export function redactText(text: string): string {
  const short = text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
  return SECRET_SHAPES.reduce((left, [shape, instead]) => left.replace(shape, instead), short.toWellFormed());
}

/**
 * A copy of a value that is safe to write into a log: plain data, no secrets, bounded in depth and length, without
 * cycles. Errors become `{ type, message, code?, cause?, stack? }`, the stack only where `stacks` is true.
 */
export function redact(value: unknown, options: { readonly stacks: boolean }): unknown {
  return copy(value, options.stacks, DEPTH, []);
}

function copy(value: unknown, stacks: boolean, depth: number, parents: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (parents.includes(value)) return '[circular]';
  const within = [...parents, value];
  const inner = (item: unknown) => copy(item, stacks, depth - 1, within);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString();
  if (value instanceof Error) return copyError(value, stacks, depth === 0 ? null : inner);
  if (depth === 0) return Array.isArray(value) ? '[list]' : '[object]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return copyFields(
      [...value].map(([key, item]) => [String(key), item] as const),
      inner,
    );
  if (value instanceof Set) return [...value].slice(0, ITEMS).map(inner);
  if (Array.isArray(value)) return value.slice(0, ITEMS).map(inner);
  return copyFields(Object.entries(value), inner);
}

function copyFields(entries: readonly (readonly [string, unknown])[], inner: (item: unknown) => unknown): object {
  return Object.fromEntries(
    entries.slice(0, ITEMS).map(([key, item]) => {
      const secret = SECRET_NAME.test(key) && item !== null && item !== undefined && typeof item !== 'boolean';
      return [redactText(key), secret ? REDACTED : inner(item)];
    }),
  );
}

function copyError(error: Error, stacks: boolean, inner: ((item: unknown) => unknown) | null): object {
  const { code, cause } = error as Error & { readonly code?: unknown };
  return {
    type: redactText(error.name),
    message: redactText(error.message),
    ...(typeof code === 'string' || typeof code === 'number'
      ? { code: typeof code === 'string' ? redactText(code) : code }
      : {}),
    ...(stacks && error.stack !== undefined ? { stack: redactText(error.stack) } : {}),
    ...(cause !== undefined && inner !== null ? { cause: inner(cause) } : {}),
  };
}
