export { BrowserError, type BrowserErrorReason } from "./errors/browser-error.ts";
export { type Action, type ActionName, actionSchema } from "./program/action.ts";
export { type Program, programSchema } from "./program/program.ts";
export { type Target, targetSchema } from "./program/target.ts";
export { type Expectation, expectationSchema } from "./program/expectation.ts";
export type { Observation, ObservedElement } from "./observe/observation.ts";
export type { BrowserPolicy } from "./policy/browser-policy.ts";
