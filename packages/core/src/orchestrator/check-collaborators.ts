import { showValue } from "../errors/show-value.ts";
import type { TaskArchive, TaskStore } from "../stores/task-store.ts";
import type { OrchestratorOptions } from "./orchestrator-options.ts";
import { refuseOption } from "./refuse-option.ts";

/** A table and not a list, so that the compiler asks for each. */
const storeMethods: Readonly<Record<keyof (TaskStore & TaskArchive), true>> = {
  open: true,
  claim: true,
  renew: true,
  release: true,
  commit: true,
  answer: true,
  loadAnswers: true,
  load: true,
  find: true,
  findRun: true,
  query: true,
  listRuns: true,
  readEvents: true,
  lastCursor: true,
  prune: true,
};

const methods = {
  engine: ["attach", "close"],
  store: Object.keys(storeMethods) as (keyof typeof storeMethods)[],
  router: ["choose"],
  runtime: ["now", "schedule", "createId", "random"],
} as const satisfies {
  readonly [Name in keyof OrchestratorOptions]?: readonly (keyof NonNullable<OrchestratorOptions[Name]>)[];
};

/** Throws `invalid_argument` for an engine, a store, a router or a runtime that lacks a method of its contract. */
export function checkCollaborators(options: OrchestratorOptions): void {
  for (const [name, needed] of Object.entries(methods)) {
    const given: unknown = options[name as keyof typeof methods];
    if (given === undefined) continue;
    if (typeof given !== "object" || given === null)
      refuseOption(`${name} must be an object, not ${showValue(given)}: leave it out for the default`);
    const missing = needed.find((method) => typeof (given as Record<string, unknown>)[method] !== "function");
    if (missing !== undefined)
      refuseOption(`${name} has no method ${missing}: it needs ${needed.join(", ")}`);
  }
  const concurrency: unknown = options.engine?.concurrency;
  if (concurrency === undefined || concurrency === Infinity) return;
  if (Number.isInteger(concurrency) && (concurrency as number) >= 1) return;
  refuseOption(`engine.concurrency ${showValue(concurrency)} must be a whole number from 1`);
}
