import type { DataBlock } from "@convoke/core";
import type { ActionOutcome } from "../action/action-definition.ts";
import type { ActionResult } from "../machine/machine.ts";

const resultTypes: readonly ActionResult["type"][] = [
  "planned",
  "progressed",
  "stood-still",
  "answered",
  "verified",
  "reflected",
];
const longestNote = 20_000;
const mostBlocks = 50;

/** What a handler returned, as far as it can be used; third parties are not trusted to keep to the types. */
export function readOutcome(given: unknown): ActionOutcome {
  if (!isObject(given) || typeof given["note"] !== "string")
    return { note: "was performed; it said nothing." };
  const { note, data, result } = given;
  const blocks = Array.isArray(data) ? data.filter(isBlock).slice(0, mostBlocks) : [];
  return {
    note: (note as string).slice(0, longestNote),
    ...(blocks.length > 0 && { data: blocks }),
    ...(isResult(result) && { result }),
  };
}

function isBlock(value: unknown): value is DataBlock {
  return isObject(value) && typeof value["label"] === "string" && typeof value["text"] === "string";
}

function isResult(value: unknown): value is ActionResult {
  if (!isObject(value) || !resultTypes.includes(value["type"] as ActionResult["type"])) return false;
  switch (value["type"] as ActionResult["type"]) {
    case "planned":
      return isObject(value["plan"]) && Array.isArray(value["plan"]["steps"]);
    case "answered":
      return typeof value["answer"] === "string" && isChecks(value["checks"]);
    case "verified":
      return isChecks(value["checks"]);
    default:
      return true;
  }
}

function isChecks(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((check) => isObject(check) && typeof check["passed"] === "boolean")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
