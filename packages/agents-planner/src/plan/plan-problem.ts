/** What can be wrong with a plan. */
export type PlanProblemCode =
  | "bad-shape"
  | "bad-id"
  | "bad-estimate"
  | "bad-input"
  | "duplicate-id"
  | "missing-agent"
  | "self-dependency"
  | "unknown-dependency"
  | "cycle"
  | "missing-input"
  | "unordered-input"
  | "optional-input"
  | "wrong-estimate"
  | "unregistered-agent-type"
  | "unregistered-capability"
  | "budget-exceeded"
  | "deadline-unreachable";

/** One thing that is wrong with a plan: a code for programs, a sentence for people. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  /** With an error the plan cannot run, or not within its limits; with a warning it may. */
  readonly severity: "error" | "warning";
  /** The step concerned; missing when it is the whole plan. */
  readonly stepId?: string;
  readonly message: string;
  /** How many further problems of this code are not listed; `message` says so too. */
  readonly omitted?: number;
}

/** Problems of a sound plan that takes more than it may: it can be shown, changed and priced, but is not run. */
export const limitCodes: ReadonlySet<PlanProblemCode> = new Set(["budget-exceeded", "deadline-unreachable"]);
