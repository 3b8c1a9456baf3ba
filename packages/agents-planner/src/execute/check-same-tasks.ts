import { ErrorCode, OrchestrationError, readPath, type Task } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";
import { quote } from "../text/quote.ts";

/**
 * Throws `invalid_argument` when the records of a run that existed before are not those of these steps: the results of
 * another plan must not be taken for this one's.
 */
export function checkSameTasks(runId: string, steps: readonly PlanStep[], records: readonly Task[]): void {
  const other = findOther(runId, steps, records);
  if (other === undefined) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `executePlan: the run ${quote(runId)} exists already with other tasks (${other}): pass an id that no other plan has used.`,
    { details: { id: runId } },
  );
}

function findOther(runId: string, steps: readonly PlanStep[], records: readonly Task[]): string | undefined {
  if (records.length !== steps.length) return `${records.length} instead of ${steps.length}`;
  const byId = new Map(steps.map(({ id }, index) => [id, records[index]]));
  for (const [index, step] of steps.entries()) {
    const record = records[index]!;
    const other = (["description", "agentType", "agentName", "capability"] as const).find(
      (name) => (name === "description" || step[name] !== undefined) && record[name] !== step[name],
    );
    if (record.taskId !== `${runId}/${step.id}`) return `no step ${quote(step.id)}`;
    if (other !== undefined) return `step ${quote(step.id)} with another ${other}`;
    if (!isSameInput(step.input, record.input, byId)) return `step ${quote(step.id)} with another input`;
  }
  return undefined;
}

/** A task that ran has its references resolved, one that was skipped has not. */
function isSameInput(
  asked: unknown,
  known: unknown,
  records: ReadonlyMap<string, Task | undefined>,
): boolean {
  return write(asked) === write(known) || write(asked, records) === write(known);
}

/** What is larger is not compared: it is taken for the same. */
const mostParts = 200_000;

/** As JSON with sorted keys; with records, references are written as the results that they stand for. */
function write(input: unknown, records?: ReadonlyMap<string, Task | undefined>): string | undefined {
  let parts = 0;
  const sort = (value: unknown, known: typeof records): unknown => {
    if (typeof value !== "object" || value === null) return value;
    parts += 1;
    if (parts > mostParts) throw new RangeError("too large to compare");
    if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
    if (Array.isArray(value)) return value.map((item) => sort(item, known));
    const entries = Object.entries(value);
    const [name, content] = entries[0] ?? [];
    if (known !== undefined && entries.length === 1) {
      if (name === "$literal") return sort(content, undefined);
      if (name === "$fromTask") return sort(readReference(content, known), undefined);
    }
    entries.sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [key, sort(item, known)]));
  };
  try {
    return JSON.stringify(sort(input, records));
  } catch {
    return undefined;
  }
}

function readReference(reference: unknown, records: ReadonlyMap<string, Task | undefined>): unknown {
  const { id, path = "" } = reference as { readonly id: string; readonly path?: string };
  return readPath(records.get(id)?.result, path).value;
}
