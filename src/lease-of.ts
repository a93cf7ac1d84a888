import type { PaceLease } from './sources/shared-pace.ts';
import type { LeaseStore } from './store/store.ts';

/** What all processes over one store share of the paces of the sources; `holder` names this one. */
export function createLeaseOf(leases: LeaseStore, holder: string): (name: string) => PaceLease {
  return (name) => ({
    take: (at, until) => leases.take(`pace ${name}`, holder, at.toISOString(), until.toISOString()),
    free: (from) => leases.free(`pace ${name}`, holder, from.toISOString()),
  });
}
