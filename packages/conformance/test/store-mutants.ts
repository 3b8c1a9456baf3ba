import { archiveMutants } from "./archive-mutants.ts";
import { commitMutants } from "./commit-mutants.ts";
import { leaseMutants } from "./lease-mutants.ts";
import { listingMutants } from "./listing-mutants.ts";
import { releaseMutants } from "./release-mutants.ts";
import type { StoreMutant } from "./store-mutant.ts";
import { valueMutants } from "./value-mutants.ts";

/** For each store case, by name, a store that breaks its promise. */
export const storeMutants: Readonly<Record<string, StoreMutant>> = {
  ...leaseMutants,
  ...releaseMutants,
  ...commitMutants,
  ...archiveMutants,
  ...listingMutants,
  ...valueMutants,
};
