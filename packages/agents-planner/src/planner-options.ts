import { ErrorCode, type LanguageModel, nearestName, OrchestrationError } from "@convoke/core";
import { describeBadEstimates } from "./estimates/check-estimates.ts";
import type { EstimateHistory } from "./estimates/estimate-history.ts";
import type { EstimateTable } from "./estimates/typical-estimates.ts";
import type { Method } from "./methods/method.ts";
import type { ModelOptions } from "./model/model-options.ts";

/** How to make a planner. */
export interface PlannerOptions {
  /** Unique among the planners of an orchestrator. @default "Planner Agent" */
  readonly name?: string;
  /** Methods of one's own; of equally fitting methods they go before the shipped ones. */
  readonly methods?: readonly Method[];
  /** Seconds and USD by agent type or capability, where they are known better than registered agents announce them. */
  readonly estimates?: EstimateTable;
  /** What earlier plans took, for instance as `executePlan` records it; corrects the estimates of later ones. */
  readonly history?: EstimateHistory;
  /** Makes plans in place of the method library, which remains for when the model's plans are of no use. */
  readonly model?: LanguageModel;
  readonly modelOptions?: Partial<ModelOptions>;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Tasks at once; unlimited when left out. */
  readonly maxConcurrency?: number;
}

const names = Object.keys({
  name: true,
  methods: true,
  estimates: true,
  history: true,
  model: true,
  modelOptions: true,
  priority: true,
  maxConcurrency: true,
} satisfies Record<keyof PlannerOptions, true>);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasFunction = (value: unknown, name: string): boolean =>
  isObject(value) && typeof value[name] === "function";

/** What these options have to be; whatever is not listed is checked where it is used, at once as well. */
const kinds: readonly (readonly [keyof PlannerOptions, (value: unknown) => boolean, string])[] = [
  ["methods", Array.isArray, "a list of what defineMethod returned"],
  ["history", (value) => hasFunction(value, "findCorrection"), "what createEstimateHistory returned"],
  ["model", (value) => hasFunction(value, "generate"), "a language model"],
];

/** Throws `invalid_argument` for options that exist nowhere or cannot be meant, saying which and what to pass. */
export function checkPlannerOptions(options: PlannerOptions): void {
  if (!isObject(options)) refuse(`pass an object of ${names.join(", ")}`);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    refuse(
      `unknown option "${name}"${nearest === undefined ? `; there are ${names.join(", ")}` : `, did you mean ${nearest}?`}`,
    );
  }
  for (const [name, fits, kind] of kinds) {
    if (options[name] !== undefined && !fits(options[name])) refuse(`${name} must be ${kind}`);
  }
  const badEstimates = options.estimates === undefined ? undefined : describeBadEstimates(options.estimates);
  if (badEstimates !== undefined) refuse(badEstimates);
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `createPlannerAgent: ${problem}.`);
}
