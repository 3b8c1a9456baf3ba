import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import type { OrchestrationEvent } from "./event.ts";
import type { EventFilter, SubscriptionOptions } from "./subscription.ts";

/** The types of all events. */
export const eventTypes: readonly string[] = Object.keys({
  "run-started": true,
  "run-settled": true,
  "run-parked": true,
  "task-created": true,
  "task-started": true,
  "task-waiting": true,
  "task-answered": true,
  "attempt-failed": true,
  "task-settled": true,
  "late-result-refused": true,
  "task-progress": true,
  "run-lost": true,
  "events-dropped": true,
} satisfies Record<OrchestrationEvent["type"], true>);

/** Throws `invalid_argument` for a filter that fits nothing or cannot be asked; answers with a copy that nobody changes. */
export function checkFilter(filter: EventFilter, where: string): EventFilter {
  if (typeof filter !== "object" || filter === null)
    refuse(where, `the filter must be an object { runId, types }, not ${showValue(filter)}`);
  refuseUnknownNames(filter, ["runId", "types"], `${where}: the filter has an unknown part`);
  const { runId, types } = filter;
  if (runId !== undefined && (typeof runId !== "string" || runId === ""))
    refuse(where, `runId ${showValue(runId)} must be a non-empty string`);
  if (types === undefined) return { runId };
  if (!Array.isArray(types))
    refuse(where, `types must be a list of event types, e.g. ["task-settled"], not ${showValue(types)}`);
  for (const type of types as readonly unknown[]) {
    if (eventTypes.some((known) => known === type)) continue;
    const nearest = typeof type === "string" ? nearestName(type, eventTypes) : undefined;
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    refuse(where, `there is no event type ${showValue(type)}: use ${eventTypes.join(", ")}.${hint}`);
  }
  return { runId, types: [...types] };
}

/** Throws `invalid_argument` for options that no subscription can be made with. */
export function checkSubscriptionOptions(options: SubscriptionOptions, where: string): void {
  if (typeof options !== "object" || options === null)
    refuse(where, `the options must be an object { bufferSize }, not ${showValue(options)}`);
  refuseUnknownNames(options, ["bufferSize"], `${where}: unknown option`);
  const { bufferSize } = options;
  if (bufferSize === undefined || bufferSize === Infinity) return;
  if (Number.isInteger(bufferSize) && bufferSize >= 1) return;
  refuse(where, `bufferSize ${showValue(bufferSize)} must be a whole number from 1`);
}

/** Throws `invalid_argument` for a listener that cannot be called. */
export function checkListener(listener: unknown): void {
  if (typeof listener === "function") return;
  refuse("subscribe", `the listener must be a function (event) => …, not ${showValue(listener)}`);
}

function refuse(where: string, problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}`);
}
