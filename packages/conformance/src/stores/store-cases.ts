import { answerCases } from "./answer-cases.ts";
import { archiveCases } from "./archive-cases.ts";
import { commitCases } from "./commit-cases.ts";
import { eventCases } from "./event-cases.ts";
import { leaseCases } from "./lease-cases.ts";
import { listingCases } from "./listing-cases.ts";
import { openingCases } from "./opening-cases.ts";
import { releaseCases } from "./release-cases.ts";
import { retentionCases } from "./retention-cases.ts";
import type { StoreCase } from "./store-case.ts";
import { valueCases } from "./value-cases.ts";

/** Everything that `TaskStore` and `TaskArchive` promise, one case a promise. */
export const storeCases: readonly StoreCase[] = [
  ...openingCases,
  ...leaseCases,
  ...releaseCases,
  ...commitCases,
  ...answerCases,
  ...eventCases,
  ...archiveCases,
  ...listingCases,
  ...retentionCases,
  ...valueCases,
];
