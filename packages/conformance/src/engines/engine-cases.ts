import { contextCases } from "./context-cases.ts";
import { distanceCases } from "./distance-cases.ts";
import type { EngineCase } from "./engine-case.ts";
import { lifeCases } from "./life-cases.ts";
import { resultCases } from "./result-cases.ts";

/** Everything that `Engine` promises, one case a promise. */
export const engineCases: readonly EngineCase[] = [
  ...resultCases,
  ...contextCases,
  ...distanceCases,
  ...lifeCases,
];
