/**
 * One line an event: a short stable name and plain fields. A leaf that every room may name as a type, so that nobody
 * needs to know the library behind it.
 */
export type Log = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};

/** An `error` field keeps its stack and causes; everything else should be short and plain. */
export type LogFields = Readonly<Record<string, unknown>>;
