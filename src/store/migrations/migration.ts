import type { Queryable } from '../schema.ts';

/** One step of the tables' history. Forward only: a mistake is mended by the next step. */
export type Migration = {
  /** `0001-start`: the number orders the steps, and the whole name is recorded. */
  readonly name: string;
  /** Runs inside a transaction, by the schema builder and the query builder alone, so that it fits every dialect. */
  up(db: Queryable): Promise<void>;
};
