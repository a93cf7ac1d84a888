import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { changesContract } from './store/changes-contract.ts';
import { cursorsContract } from './store/cursors-contract.ts';
import { keepContract } from './store/keep-contract.ts';
import { ledgerContract } from './store/ledger-contract.ts';
import { leasesContract } from './store/leases-contract.ts';
import { lookupContract } from './store/lookup-contract.ts';
import { papersContract } from './store/papers-contract.ts';
import { peopleContract } from './store/people-contract.ts';
import { rejectsContract } from './store/rejects-contract.ts';
import { sentencesContract } from './store/sentences-contract.ts';
import { sourceRunsContract } from './store/source-runs-contract.ts';
import { subscriptionsContract } from './store/subscriptions-contract.ts';

/** What every store promises. `open` gives a new, empty one each time; the suite closes it. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    describe('papers', () => {
      papersContract(() => store);
    });
    describe('changes of papers', () => {
      changesContract(() => store);
    });
    describe('names of papers', () => {
      lookupContract(() => store);
    });
    describe('subscriptions', () => {
      subscriptionsContract(() => store);
    });
    describe('ledger', () => {
      ledgerContract(() => store);
    });
    describe('people', () => {
      peopleContract(() => store);
    });
    describe('sentences', () => {
      sentencesContract(() => store);
    });
    describe('papers that are not kept', () => {
      keepContract(() => store);
    });
    describe('rejected records', () => {
      rejectsContract(() => store);
    });
    describe('cursors of sources', () => {
      cursorsContract(() => store);
    });
    describe('readings of sources', () => {
      sourceRunsContract(() => store);
    });
    describe('leases', () => {
      leasesContract(() => store);
    });
  });
}
