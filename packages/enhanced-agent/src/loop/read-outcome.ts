import type { DataBlock } from "@convoke/core";
import type { ActionOutcome } from "../action/action-definition.ts";
import type { ActionResult, Check, PlannedStep } from "../machine/machine.ts";

const longestNote = 20_000;
const longestText = 1_000_000;
const mostBlocks = 50;
const mostEntries = 200;
const checkKinds: readonly Check["kind"][] = ["form", "citation", "step", "criterion"];

/**
 * What a handler returned, as far as it can be used; third parties are not trusted to keep to the types. It is copied: nothing that is
 * read later can throw, change, or be anything but text.
 */
export function readOutcome(given: unknown): ActionOutcome {
  if (!isObject(given) || typeof given["note"] !== "string")
    return { note: "was performed; it said nothing." };
  const data = readList(given["data"], mostBlocks, readBlock);
  const result = readResult(given["result"]);
  return {
    note: given["note"].slice(0, longestNote),
    ...(data.length > 0 && { data }),
    ...(result !== undefined && { result }),
  };
}

function readBlock(value: unknown): DataBlock | undefined {
  if (!isObject(value)) return undefined;
  const [label, text] = [readText(value["label"]), readText(value["text"])];
  return label === undefined || text === undefined ? undefined : { label, text };
}

function readResult(value: unknown): ActionResult | undefined {
  if (!isObject(value)) return undefined;
  const { type } = value;
  switch (type) {
    case "progressed":
    case "stood-still":
    case "reflected":
      return { type };
    case "planned":
      return readPlan(value["plan"]);
    case "answered": {
      const answer = readText(value["answer"]);
      const checks = readChecks(value["checks"]);
      return answer === undefined || checks === undefined ? undefined : { type, answer, checks };
    }
    case "verified": {
      const checks = readChecks(value["checks"]);
      return checks === undefined ? undefined : { type, checks };
    }
    default:
      return undefined;
  }
}

function readPlan(value: unknown): ActionResult | undefined {
  if (!isObject(value) || !Array.isArray(value["steps"])) return undefined;
  const steps = readList(value["steps"], mostEntries, readStep);
  return { type: "planned", plan: { steps, criteria: readList(value["criteria"], mostEntries, readText) } };
}

function readStep(value: unknown): PlannedStep | undefined {
  if (!isObject(value)) return undefined;
  const [id, description, agentType] = ["id", "description", "agentType"].map((name) =>
    readText(value[name]),
  );
  if (id === undefined || description === undefined) return undefined;
  return { id, description, ...(agentType !== undefined && { agentType }) };
}

/** A list with anything in it that is no check is none: it must not pass for fewer checks. */
function readChecks(value: unknown): readonly Check[] | undefined {
  if (!Array.isArray(value) || value.length > mostEntries) return undefined;
  const checks = value.map(readCheck);
  return checks.every((check) => check !== undefined) ? checks : undefined;
}

function readCheck(value: unknown): Check | undefined {
  if (!isObject(value)) return undefined;
  const { passed } = value;
  if (typeof passed !== "boolean") return undefined;
  const kind = checkKinds.find((each) => each === value["kind"]) ?? "criterion";
  const problem = readText(value["problem"]);
  return { kind, about: readText(value["about"]) ?? "", passed, ...(problem !== undefined && { problem }) };
}

function readList<Value>(
  value: unknown,
  most: number,
  read: (entry: unknown) => Value | undefined,
): readonly Value[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, most).flatMap((entry) => read(entry) ?? []);
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value.slice(0, longestText) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
