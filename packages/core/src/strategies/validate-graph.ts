import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { collectReferences } from "../tasks/references.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** A graph that can run. */
export interface ValidGraph {
  /** For each task, the positions of the tasks it waits for, ascending and without repetitions. */
  readonly dependencies: readonly (readonly number[])[];
}

const longestShownCycle = 12;

/**
 * Checks a graph before anything of it runs, and says which tasks wait for which.
 *
 * A task waits for those in `dependsOn` and for those that its input refers to. A task without an id is
 * known by its position ("0", "1", …). Throws `invalid_argument` for a bad id or a malformed reference,
 * `duplicate_task`, `unknown_dependency` (with the id that was probably meant) and `cycle` (which shows it).
 *
 * @example
 * validateGraph([{ id: "a", description: "A" }, { id: "b", description: "B", dependsOn: ["a"] }]);
 * // { dependencies: [[], [0]] }
 */
export function validateGraph(tasks: readonly TaskSpec[]): ValidGraph {
  const ids = tasks.map(({ id }, index) => checkId(id, index));
  const positions = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const earlier = positions.get(id);
    if (earlier !== undefined) {
      throw new OrchestrationError(
        ErrorCode.DUPLICATE_TASK,
        `Tasks ${earlier} and ${index} of the graph are both called "${id}": give each an id of its own`,
        { details: { id, positions: [earlier, index] } },
      );
    }
    positions.set(id, index);
  }
  const dependencies = tasks.map((task, index) => findDependencies(task, ids[index]!, positions));
  const cycle = findCycle(dependencies);
  if (cycle !== undefined) throw describeCycle(cycle.map((index) => ids[index]!));
  return { dependencies };
}

function checkId(id: unknown, index: number): string {
  if (id === undefined) return `${index}`;
  if (typeof id === "string" && id !== "" && !id.includes("/")) return id;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The id of task ${index} of the graph must be text, not empty and without "/", not ${typeof id === "string" ? JSON.stringify(id) : typeof id}`,
  );
}

function findDependencies(
  task: TaskSpec,
  id: string,
  positions: ReadonlyMap<string, number>,
): readonly number[] {
  const { dependsOn = [], input } = task;
  if (!Array.isArray(dependsOn)) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `dependsOn of task "${id}" must be a list of task ids`,
    );
  }
  const found = new Set<number>();
  for (const wanted of dependsOn as readonly string[])
    found.add(findPosition(wanted, "depends on", id, positions));
  if (typeof input === "object" && input !== null) {
    for (const reference of readReferences(input, id)) {
      found.add(findPosition(reference.id, "refers to", id, positions));
    }
  }
  return [...found].sort((left, right) => left - right);
}

function readReferences(input: object, id: string): readonly { readonly id: string }[] {
  try {
    return collectReferences(input);
  } catch (error) {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `Task "${id}": ${describeThrown(error)}`, {
      cause: error,
    });
  }
}

function findPosition(
  wanted: string,
  verb: string,
  id: string,
  positions: ReadonlyMap<string, number>,
): number {
  const position = positions.get(wanted);
  if (position !== undefined) return position;
  const near = nearestName(String(wanted), positions.keys());
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new OrchestrationError(
    ErrorCode.UNKNOWN_DEPENDENCY,
    `Task "${id}" ${verb} "${String(wanted)}", which the graph does not hold${hint}`,
    { details: { id, wanted: String(wanted), ...(near !== undefined && { nearest: near }) } },
  );
}

/** Takes away, again and again, the tasks that wait for nothing; what is left contains a cycle. */
function findCycle(dependencies: readonly (readonly number[])[]): readonly number[] | undefined {
  const dependants: number[][] = dependencies.map(() => []);
  const missing = dependencies.map((waitsFor) => waitsFor.length);
  for (const [index, waitsFor] of dependencies.entries())
    for (const other of waitsFor) dependants[other]!.push(index);
  const free = missing.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let index = free.pop(); index !== undefined; index = free.pop()) {
    for (const dependant of dependants[index]!) {
      missing[dependant]! -= 1;
      if (missing[dependant] === 0) free.push(dependant);
    }
  }
  // Each task that is left waits for another that is left: following them must come back to one already met.
  let current = missing.findIndex((count) => count > 0);
  if (current === -1) return undefined;
  const met = new Map<number, number>();
  while (!met.has(current)) {
    met.set(current, met.size);
    current = dependencies[current]!.find((other) => missing[other]! > 0)!;
  }
  return [...[...met.keys()].slice(met.get(current)), current];
}

function describeCycle(ids: readonly string[]): OrchestrationError {
  const shown =
    ids.length <= longestShownCycle
      ? ids
      : [
          ...ids.slice(0, longestShownCycle - 2),
          `… ${ids.length - longestShownCycle} more`,
          ...ids.slice(-2),
        ];
  return new OrchestrationError(
    ErrorCode.CYCLE,
    `Tasks wait for one another and none could start: ${shown.join(" → ")} (each waits for the next); remove one of these dependencies`,
    { details: { cycle: ids } },
  );
}
