import { describe } from 'vitest';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { searchIndexContract } from './search-index-contract.ts';

describe('the index in this thread', () => {
  searchIndexContract(createPaperIndex);
});
