import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { isPlainObject, setOwn } from "../json/plain-object.ts";
import { formatPath, parsePath, readPath } from "../json/read-path.ts";
import { findOrigin } from "./failure-origin.ts";
import { findMarkers, mayHoldMarkers, type Marker } from "./reference-scan.ts";
import { TaskStatus } from "./task-status.ts";
import type { Task } from "./task.ts";

/** The wire form of "the result of that task", or of a part of it. */
export interface TaskReference {
  readonly $fromTask: { readonly id: string; readonly path?: string };
}

/** The wire form of data that is taken as it is, whatever it looks like. */
export interface LiteralValue {
  readonly $literal: unknown;
}

/**
 * Stands, anywhere in a task's input, for the result of an earlier task of the same run.
 *
 * `path` picks a part as `readPath` does (`items[0].name`, a dot within a key as `\.`). The reference is
 * plain JSON. A failed source or a missing part fails the task that refers to it. Throws
 * `invalid_argument` for an id or a path that can never be resolved.
 *
 * @example
 * const step = { agentType: "planner", description: "Plan", input: { facts: fromTask("research", "answer.summary") } };
 */
export function fromTask(id: string, path?: string): TaskReference {
  const reference = { $fromTask: path === undefined ? { id } : { id, path } };
  checkReference(reference.$fromTask, "");
  return reference;
}

/**
 * Protects data that looks like a reference, and everything in it: it arrives as it was given.
 *
 * @example
 * const input = { documentation: literal({ $fromTask: { id: "research" } }) };
 */
export function literal(value: unknown): LiteralValue {
  return { $literal: value };
}

/** Lists the references in an input, in the order in which they stand there. Throws `invalid_argument` for a malformed one. */
export function collectReferences(
  input: unknown,
): readonly { readonly id: string; readonly path?: string }[] {
  if (!mayHoldMarkers(input)) return [];
  return findMarkers(input).markers.flatMap((marker) =>
    marker.kind === "literal" ? [] : [readReference(marker)],
  );
}

/**
 * Replaces the references in an input by what they stand for.
 *
 * Without any, the answer is the input itself, not a copy. Otherwise only the objects and lists on the way
 * to a reference are copied; the input never changes, results are put in as they are and not searched.
 * Class instances, maps and buffers are passed through. Throws `unresolved_reference` when `lookup` has no
 * such task, the task did not complete, or its result lacks the path; the message names all of them.
 */
export function resolveReferences(input: unknown, lookup: (id: string) => Task | undefined): unknown {
  if (!mayHoldMarkers(input)) return input;
  const { markers, parents } = findMarkers(input);
  if (markers.length === 0) return input;
  const replacements = new Map<object, unknown>();
  for (const marker of markers) {
    replacements.set(marker.node, marker.kind === "literal" ? marker.content : lookUp(marker, lookup));
  }
  // Everything that leads to a marker gets an empty copy first, so that shared parts and cycles fit together.
  const shells: object[] = [];
  const changed: object[] = markers.map((marker) => marker.node);
  for (let node = changed.pop(); node !== undefined; node = changed.pop()) {
    for (const parent of parents.get(node) ?? []) {
      if (replacements.has(parent)) continue;
      replacements.set(
        parent,
        Array.isArray(parent) ? [] : Object.create(Object.getPrototypeOf(parent) as object | null),
      );
      shells.push(parent);
      changed.push(parent);
    }
  }
  for (const original of shells) fillCopy(original, replacements);
  return replacements.get(input as object);
}

function fillCopy(original: object, replacements: ReadonlyMap<object, unknown>): void {
  const replace = (part: unknown): unknown =>
    typeof part === "object" && part !== null && replacements.has(part) ? replacements.get(part) : part;
  const copy = replacements.get(original);
  if (Array.isArray(original)) {
    for (const item of original) (copy as unknown[]).push(replace(item));
    return;
  }
  for (const [key, part] of Object.entries(original))
    setOwn(copy as Record<string, unknown>, key, replace(part));
}

function lookUp(marker: Marker, lookup: (id: string) => Task | undefined): unknown {
  const { id, path } = readReference(marker);
  const task = lookup(id);
  const reading = task?.status === TaskStatus.COMPLETED ? readPath(task.result, path ?? "") : undefined;
  if (reading?.found === true) return reading.value;
  const place = formatPath(marker.place);
  const where = [path ? `path "${path}"` : "", place ? `at "${place}" of the input` : ""]
    .filter(Boolean)
    .join(", ");
  throw new OrchestrationError(
    ErrorCode.UNRESOLVED_REFERENCE,
    `Reference to task "${id}"${where && ` (${where})`} cannot be resolved: ${describeObstacle(id, task)}`,
    {
      cause: task?.failure?.cause,
      details: {
        id,
        path: path ?? "",
        place,
        ...(task?.failure !== undefined && { origin: findOrigin(id, task) }),
      },
    },
  );
}

function describeObstacle(id: string, task: Task | undefined): string {
  if (task === undefined) return "no task of that id comes before this one";
  const origin = findOrigin(id, task);
  const reason =
    origin.task === id
      ? ` with "${origin.error}"`
      : `, because task "${origin.task}" ended with "${origin.error}"`;
  if (task.status === TaskStatus.FAILED) return `it failed${task.error === undefined ? "" : reason}`;
  if (task.status === TaskStatus.CANCELLED)
    return `it was cancelled${task.error === undefined ? "" : reason}`;
  if (task.status !== TaskStatus.COMPLETED) return "it has not settled yet";
  if (!isPlainObject(task.result)) return `its result is ${describeKind(task.result)} and has no such part`;
  const keys = Object.keys(task.result);
  return `its result has no such part, only ${keys.slice(0, 10).join(", ") || "nothing"}${keys.length > 10 ? ", …" : ""}`;
}

function describeKind(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function readReference(marker: Marker): { readonly id: string; readonly path?: string } {
  checkReference(marker.content, formatPath(marker.place));
  return marker.content;
}

function checkReference(
  content: unknown,
  place: string,
): asserts content is { readonly id: string; readonly path?: string } {
  const where = place === "" ? "" : ` (at "${place}" of the input)`;
  const { id, path, ...others } = isPlainObject(content) ? content : {};
  let problem: string | undefined;
  if (typeof id !== "string" || id === "" || id.includes("/"))
    problem = 'its id must be text, not empty and without "/"';
  else if (path !== undefined && (typeof path !== "string" || parsePath(path) === undefined)) {
    problem = `its path ${JSON.stringify(path)} is malformed; write keys as in "items[0].name"`;
  } else if (Object.keys(others).length > 0) problem = "it may hold nothing but id and path";
  if (problem === undefined) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `A task reference${where} is not valid: ${problem}. Use fromTask(id, path), or literal(value) for data that only looks like a reference`,
    { details: { place } },
  );
}
