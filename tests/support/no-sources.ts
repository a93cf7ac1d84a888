import type { SourceDesk } from '../../src/commands/command.ts';

/** No source is switched on: nothing is told of any, and nobody is asked. */
export const noSources: SourceDesk = {
  report: async () => [],
  lookUp: async () => ({ kind: 'off' }),
};
