import type { Migration } from './migration.ts';
import { start } from './0001-start.ts';

/** Every step, oldest first. */
export const migrations: readonly Migration[] = [start];
