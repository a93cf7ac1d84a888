import { cleanLine } from './platforms/terminal/clean.ts';
import { count, type Progress } from './progress.ts';

/** What an import remarks on the error output, between the lines of its progress. */
export type ImportRemarks = {
  /** A record that is no paper: every one is named. */
  rejected(where: string, reason: string): void;
  /** A field that cannot be used, of a record that goes in: the first ones are named. */
  leftOut(where: string, reason: string): void;
  /** A file that cannot be read to its end. */
  failed(message: string): void;
  /** So many records that were rejected before could be read now. */
  found(source: string, records: number): void;
  /** How many fields were not named. */
  end(): void;
};

const MOST_LEFT_OUT = 20;

export function createImportRemarks(
  errors: { readonly write: (text: string) => unknown },
  progress: Progress,
): ImportRemarks {
  let leftOut = 0;
  const say = (line: string): void => {
    progress.clear();
    errors.write(`${cleanLine(line)}\n`);
  };
  return {
    rejected: (where, reason) => say(`${where}: ${reason}`),
    leftOut(where, reason) {
      leftOut += 1;
      if (leftOut <= MOST_LEFT_OUT) say(`${where}: ${reason}; the paper goes in without it`);
    },
    failed: (message) => say(`paperboy: ${message}`),
    found: (source, records) =>
      say(`${source}: ${count(records)} ${records === 1 ? 'record' : 'records'} rejected before can be read now`),
    end() {
      const unnamed = leftOut - MOST_LEFT_OUT;
      if (unnamed > 0) say(`${count(unnamed)} more ${unnamed === 1 ? 'field was' : 'fields were'} left out.`);
    },
  };
}
