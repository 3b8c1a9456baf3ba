import type { PlanProblem } from "./plan-problem.ts";
import { refuse } from "../schedule/step-problems.ts";
import { quote } from "../text/quote.ts";
import { findUnserializable } from "./find-unserializable.ts";
import type { PlanStep } from "./plan.ts";

/** Ids are keys of tasks, of files and of messages: longer ones are refused. */
const longestId = 200;

/** Names that every object has: as keys of one they would be taken for what they are not. */
const namesOfObjects = new Set(["__proto__", "constructor", "prototype"]);

const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Ids that cannot be keys, steps that nobody is asked to do, and inputs that cannot be sent. */
export function checkSteps(steps: readonly PlanStep[]): PlanProblem[] {
  const problems: PlanProblem[] = [];
  for (const { id, agentType, capability, input } of steps) {
    const badId = describeId(id);
    if (badId !== undefined) problems.push(refuse("bad-id", `The id ${quote(id)} ${badId}.`, id));
    if (agentType === undefined && capability === undefined) {
      problems.push(
        refuse(
          "missing-agent",
          `Step ${quote(id)} says neither agentType nor capability: nobody can do it.`,
          id,
        ),
      );
    }
    const part = input === undefined ? undefined : findUnserializable(input);
    if (part !== undefined) {
      const place = part.path === "" ? "" : ` at ${quote(part.path)}`;
      problems.push(
        refuse(
          "bad-input",
          `The input of step ${quote(id)} is no JSON${place}: ${part.reason}. Use plain data.`,
          id,
        ),
      );
    }
  }
  return problems;
}

/** What is wrong with an id, as the rest of a sentence. */
export function describeId(id: string): string | undefined {
  if (id.trim() === "") return "is empty: give the step a short name";
  if (id.length > longestId)
    return `has ${id.length} characters: use ${longestId} at most, and the description for the rest`;
  if (id.includes("/")) return "contains “/”, which separates task keys: use “-”";
  if (namesOfObjects.has(id)) return "is a name that every object has: use another";
  if (controls.test(id)) return "contains invisible characters: use letters, digits and “-”";
  return undefined;
}
