import type { Intent } from "./intent.ts";
import { trimItem } from "./read-list.ts";
import { meaningOf, planNoun } from "./words.ts";

const makers =
  "create|make|write|draft|prepare|develop|produce|propose|give|provide|outline|come up with|work out|put together|generate|suggest|design|need|want|get|have|show|build|set up";
/** "create an implementation plan for …"; "for …" is what it is a plan of. */
const planFrame = new RegExp(
  `^((?:${makers})\\s+(?:me\\s+|us\\s+)?)?((?:(?:an?|the|my|our|some)\\s+)?(?:[\\w-]+\\s+){0,4}(?:${planNoun}))\\b(.*)$`,
  "i",
);
const startsPlan = new RegExp(`^(?:${makers}|an?|the|my|our)\\s`, "i");
const codeNoun =
  /^(?:me\s+)?(?:an?|the|some)?\s*(?:(?!for\b|of\b|the\b|to\b|about\b)[\w-]+\s){0,3}(?:code|functions?|class(?:es)?|scripts?|components?|modules?|endpoints?|programs?|snippets?|methods?|cli|parsers?|clients?|quer(?:y|ies))\b/i;
const testNoun = /^(?:me\s+)?(?:an?|the|some)?\s*(?:[\w-]+\s){0,3}tests?\b/i;
const reviewNoun = /^(?:me\s+)?(?:an?|the|some)?\s*(?:[\w-]+\s){0,2}(?:code\s)?review\b/i;

type Made = Extract<Intent, { kind: "plan" } | { kind: "work" }>;

/** Reads what is to be planned or made, for the planner or for the agents that make things. `topic` is what a plan without an object is for. */
export function readWork(clause: string, topic: string): Made | undefined {
  const text = trimEnd(clause);
  const [first = "", ...others] = text.split(" ");
  const meaning = meaningOf(first);
  const rest = others.join(" ");
  const plan = startsPlan.test(text) ? readPlan(text, topic) : undefined;
  if (plan !== undefined) return plan;
  if (rest === "" || meaning === undefined) return undefined;
  const subject = trimObject(rest);
  if (meaning === "plan") return { kind: "plan", task: capitalise(text), subject };
  if (meaning === "code" || meaning === "test" || meaning === "review" || meaning === "debug")
    return { kind: "work", agentType: meaning, task: capitalise(text), subject };
  if (meaning !== "make") return undefined;
  const agentType = testNoun.test(rest)
    ? "test"
    : reviewNoun.test(rest)
      ? "review"
      : codeNoun.test(rest)
        ? "code"
        : undefined;
  return agentType === undefined ? undefined : { kind: "work", agentType, task: capitalise(text), subject };
}

/** "Create a REST API": whatever is to be made, and nobody makes by name, is planned. */
export function readMaking(clause: string): Made | undefined {
  const found =
    /^(?:create|make|build|write|draft|prepare|produce|generate|set up|put together|need|want)\s+(.{3,})$/i.exec(
      trimEnd(clause),
    );
  if (found === null) return undefined;
  const object = found[1] ?? "";
  const task = /^(?:need|want)\s/i.test(clause) ? `Make ${object}` : trimEnd(clause);
  return { kind: "plan", task: capitalise(task), subject: trimObject(object) };
}

function readPlan(text: string, topic: string): Made | undefined {
  const found = planFrame.exec(text);
  if (found === null) return undefined;
  const [, verb = "", noun = "", rest = ""] = found;
  // "make the plan fit …" and "need a plan B" name no plan to be made.
  if (rest !== "" && !/^(?:\s|[,.;:])/.test(rest)) return undefined;
  const isWish = /^(?:need|want|get|have|give|show)\b/i.test(verb.trim()) || verb === "";
  const making = isWish ? "Create" : capitalise(verb.trim().replace(/\s+(?:me|us)$/i, ""));
  const purpose = /^\s+(?:for|to|of|on|about|that|which|how|in order)\b/i.test(rest);
  const about = purpose || topic === "" ? "" : ` for ${topic}`;
  const task = `${making} ${noun}${about}${rest}`;
  const subject = purpose ? trimObject(rest.replace(/^\s+(?:for|to|of|on|about|how to)\s+/i, "")) : topic;
  // A planner takes "implementation plan" for a paper; what is wanted are the steps of the implementation.
  const isImplementation =
    /\bimplementation\b/i.test(noun) && subject !== "" && !/ing\b/.test(subject.split(" ")[0] ?? "");
  return { kind: "plan", task, subject, ...(isImplementation && { goal: `Implement ${subject}` }) };
}

function trimEnd(text: string): string {
  return text.trim().replace(/[\s.!?]+$/, "");
}

function trimObject(text: string): string {
  return trimItem(text.replace(/^(?:for|into|on|about)\s+/i, ""));
}

/** A task begins with a capital, also when its clause did not. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
