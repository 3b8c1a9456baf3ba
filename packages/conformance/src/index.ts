// Running a table of cases
export { runCase, runCases, type RegisterTest, type RunCasesOptions } from "./run-cases.ts";
export type { ConformanceCase, Prepared, Setup } from "./conformance-case.ts";

// Task stores
export { storeCases } from "./stores/store-cases.ts";
export type { StoreCase, StoreContext, SubjectClock } from "./stores/store-case.ts";

// Engines
export { engineCases } from "./engines/engine-cases.ts";
export { engineAgents, type EngineAgentName } from "./engines/engine-agents.ts";
export type { EngineCase, EngineContext } from "./engines/engine-case.ts";

// Artifact stores
export { artifactStoreCases, type ArtifactCase, type ArtifactContext } from "./stores/artifact-cases.ts";
