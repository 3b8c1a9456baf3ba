// for everyone who has web pages worked on
export { type BrowserAgent, createBrowserAgent } from "./browser-agent.ts";
export type { BrowserAgentOptions } from "./browser-options.ts";
export type { BrowserOptions } from "./session/browser-options.ts";
export type { BrowserChannel } from "./session/channel-places.ts";
export { type BrowserInput, browserInputSchema, type BrowserTaskType } from "./browser-input.ts";
export type { BrowserResult } from "./executor.ts";
export type { BrowseGoalResult } from "./tools/browse-goal.ts";
export type { CheckPageResult } from "./tools/check-page.ts";
export type { ExtractDataResult } from "./tools/extract-data.ts";
export type { ReadPageResult } from "./tools/read-page.ts";
export type { TakeScreenshotResult } from "./tools/take-screenshot.ts";
export type { ProgramResult } from "./actions/program-result.ts";
export type { ActionRecord, ArtifactReference } from "./actions/action-record.ts";
export { BrowserError, type BrowserErrorReason } from "./errors/browser-error.ts";
export type { BrowserPolicy } from "./policy/browser-policy.ts";
export type { ApprovalRequest, Approve } from "./policy/approval.ts";
export type { SecretOptions } from "./policy/secrets.ts";
export type { ModelOptions } from "./model/model-options.ts";
export { findBrowser, type FindBrowserOptions, type FoundBrowser } from "./session/find-browser.ts";

// programs as data
export { type Action, type ActionName, actionSchema } from "./program/action.ts";
export { type Program, programSchema } from "./program/program.ts";
export { type Target, targetSchema } from "./program/target.ts";
export { type Expectation, expectationSchema } from "./program/expectation.ts";

// without an orchestrator
export { type Browser, type BrowserSetup, createBrowser, type UseOptions } from "./browser.ts";
export type { ActionContext } from "./actions/action-context.ts";
export { runAction } from "./actions/run-action.ts";
export { runProgram, type RunProgramOptions } from "./actions/run-program.ts";
export { type GoalOutcome, type GoalRequest, pursueGoal } from "./goals/pursue-goal.ts";
export type { GoalClause, GoalIntent, GoalReading, ThingPhrase } from "./goals/goal-reading.ts";
export { readGoal } from "./goals/language/read-goal.ts";
export { extractData } from "./extract/extract-data.ts";
export { formatObservation } from "./observe/format-observation.ts";
export type { Observation, ObservedElement } from "./observe/observation.ts";
export type { Observer } from "./observe/observer.ts";
export type { BrowserRun, SeenDialog } from "./session/browser-run.ts";
export type { RefusedTraffic, Traffic } from "./proxy/filtering-proxy.ts";

// its parts by themselves
export type { CheckedPolicy } from "./policy/browser-policy.ts";
export { checkPolicy } from "./policy/check-policy.ts";
export { createFilteringProxy } from "./proxy/create-filtering-proxy.ts";
export { type BrowserPool, createBrowserPool } from "./session/browser-pool.ts";
export type { BrowserPoolOptions } from "./session/pool-options.ts";
export { createObserver } from "./observe/create-observer.ts";
