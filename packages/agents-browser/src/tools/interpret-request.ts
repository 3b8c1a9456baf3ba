import type { TaskRequest } from "@convoke/core";
import { type BrowserRequestInput, type BrowserTaskType, browserTaskTypes } from "../browser-input.ts";
import { BrowserError } from "../errors/browser-error.ts";
import type { BrowserRequest } from "./browser-request.ts";

type Input = NonNullable<BrowserRequestInput>;
type BrowserTask = Pick<TaskRequest<BrowserRequestInput>, "description" | "capability" | "input">;

/** UTF-16 code units of a goal. */
const longestGoal = 10_000;

/** The fields that each type reads, besides `type`, `url` and `timeoutMs`. */
const fieldsOf: Readonly<Record<BrowserTaskType, readonly (keyof Input)[]>> = {
  browse_goal: ["goal", "expect", "maxSteps", "screenshot", "trace"],
  run_program: ["program", "actions", "screenshot", "trace"],
  extract_data: ["schema", "target", "rows", "fields"],
  take_screenshot: ["target", "fullPage"],
  read_page: [],
  check_page: ["expectations", "expect"],
};
const commonFields: readonly (keyof Input)[] = ["type", "url", "timeoutMs"];
/** What says the same in two ways, of which one would be left unread. */
const oneOf: readonly (readonly [keyof Input, keyof Input])[] = [
  ["program", "actions"],
  ["expectations", "expect"],
];

/**
 * Decides what a task asks for: its capability, else the input's `type`, else the field that is given, else its
 * description, which is the goal. An address that the input lacks is looked for in the goal and the description.
 * Fields that the type does not read are refused.
 */
export function interpretRequest(task: BrowserTask): BrowserRequest {
  const input: Input = task.input ?? {};
  const type = chooseType(task.capability, input);
  refuseUnread(input, type);
  const { timeoutMs } = input;
  switch (type) {
    case "browse_goal": {
      const goal = readGoalText(input.goal ?? task.description);
      const { expect, maxSteps, screenshot, trace } = input;
      const { url, rest } = input.url === undefined ? takeAddress(goal) : { url: input.url, rest: goal };
      return {
        type,
        goal: rest,
        url: requireAddress(url, type),
        expect,
        maxSteps,
        screenshot,
        trace,
        timeoutMs,
      };
    }
    case "run_program": {
      const { screenshot, trace } = input;
      const program = input.program ?? (input.actions && { actions: input.actions });
      if (program === undefined)
        throw refuse("run_program needs a program: pass { program: { url, actions } }, or { url, actions }");
      return { type, program, url: input.url, screenshot, trace, timeoutMs };
    }
    case "extract_data": {
      const { schema, target, rows, fields } = input;
      if (schema === undefined)
        throw refuse("extract_data needs a schema: pass { url, schema } with a JSON Schema or a zod schema");
      return { type, url: findAddress(task, type), schema, target, rows, fields, timeoutMs };
    }
    case "take_screenshot":
      return {
        type,
        url: findAddress(task, type),
        target: input.target,
        fullPage: input.fullPage,
        timeoutMs,
      };
    case "read_page":
      return { type, url: findAddress(task, type), timeoutMs };
    case "check_page": {
      const expectations = input.expectations ?? (input.expect && [input.expect]);
      if (expectations === undefined)
        throw refuse('check_page needs expectations: pass { url, expectations: [{ text: "Thank you" }] }');
      return { type, url: findAddress(task, type), expectations, timeoutMs };
    }
  }
}

function chooseType(capability: string | undefined, input: Input): BrowserTaskType {
  if (input.type !== undefined) return input.type;
  if (capability !== undefined) return capability as BrowserTaskType;
  if (input.program !== undefined || input.actions !== undefined) return "run_program";
  if (input.goal !== undefined) return "browse_goal";
  if (input.schema !== undefined) return "extract_data";
  return input.expectations === undefined ? "browse_goal" : "check_page";
}

/** A field that would be left unread was meant for something: what it asks for would silently not be done. */
function refuseUnread(input: Input, type: BrowserTaskType): void {
  const given = (Object.keys(input) as (keyof Input)[]).filter((field) => input[field] !== undefined);
  const known = [...commonFields, ...fieldsOf[type]];
  const unread = given.find((field) => !known.includes(field));
  if (unread !== undefined) {
    const readers = browserTaskTypes.filter((other) => fieldsOf[other].includes(unread));
    throw refuse(
      `${type} does not read "${unread}", which belongs to ${readers.join(" and ")}: leave it out, or ask for that; ${type} reads ${known.join(", ")}`,
    );
  }
  for (const [one, other] of oneOf) {
    if (given.includes(one) && given.includes(other))
      throw refuse(`${type} reads either "${one}" or "${other}", and both are given: leave one out`);
  }
}

function readGoalText(text: string): string {
  const goal = text.trim();
  if (goal === "") throw refuse("the goal is empty: say in words what is to be reached on the page");
  if (goal.length > longestGoal)
    throw refuse(`the goal has ${goal.length} characters; at most ${longestGoal} are read`);
  return goal;
}

/** An address in a text, and the text without it: "On https://example.org, click More" is a goal with its page. */
function takeAddress(text: string): { readonly url: string | undefined; readonly rest: string } {
  const match = /(?:\b(?:on|at|in|from|to|open|visit|go to)\s+)?\bhttps?:\/\/[^\s<>"'`]{1,2000}/i.exec(text);
  if (match === null) return { url: undefined, rest: text };
  const found = match[0].slice(match[0].search(/https?:\/\//i));
  const url = found.replace(/[.,;:!?)\]]+$/, "");
  const rest =
    `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length - (found.length - url.length))}`
      .replace(/\s+/g, " ")
      .replace(/ (?=[.,;:!?])/g, "")
      .replace(/^[\s,;:.]+(?:and\s+|then\s+)*/i, "")
      .trim();
  return { url, rest: rest === "" || /^[.,;:!?]+$/.test(rest) ? text : rest };
}

function findAddress({ input, description }: BrowserTask, type: BrowserTaskType): string {
  return requireAddress(input?.url ?? takeAddress(description).url, type);
}

function requireAddress(url: string | undefined, type: BrowserTaskType): string {
  if (url !== undefined) return url;
  throw refuse(
    `${type} needs a page to begin on: pass { url: "https://…" }, or an address in the task's description`,
  );
}

function refuse(problem: string): BrowserError {
  return new BrowserError("invalid_program", `${problem}.`);
}
