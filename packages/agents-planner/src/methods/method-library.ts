import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import { defineMethod, type Expansion, type Method, type MethodLibrary } from "./method.ts";

/** How deep methods may ask the library for parts of parts. */
const deepest = 8;

/** What a library works with. */
export interface LibrarySituation {
  /** Reads the goals of compound steps that are given as texts. */
  readonly goals: GoalReader;
  /** Who is registered; empty when nobody is known. */
  readonly agents: readonly AgentDescriptor[];
}

/** Throws `invalid_argument` for a malformed method or two methods of one name. */
export function checkMethods(methods: readonly Method[]): void {
  const names = new Set<string>();
  for (const { name } of methods.map(defineMethod)) {
    if (names.has(name)) {
      throw new OrchestrationError(
        ErrorCode.INVALID_ARGUMENT,
        `Two planning methods have the name “${name}”: rename one, so that a plan can say which made it.`,
      );
    }
    names.add(name);
  }
}

/**
 * Makes a library of methods that were checked; of equally fitting methods the one listed first is used.
 *
 * Its `expand` throws `agent_failed` when a method throws or answers nonsense; the message names the method.
 */
export function createMethodLibrary(methods: readonly Method[], _situation: LibrarySituation): MethodLibrary {
  return createLevel(methods, []);
}

/** `callers` are the methods on the way to this level, the outermost first. */
function createLevel(methods: readonly Method[], callers: readonly string[]): MethodLibrary {
  return {
    expand(goal, { without = [] } = {}) {
      if (callers.length >= deepest) {
        throw fail(
          `The planning methods ${[...new Set(callers)].map((name) => `“${name}”`).join(", ")} call one another more than ${deepest} deep at “${goal.object}”: let one of them end.`,
        );
      }
      const method = chooseMethod(
        methods.filter(({ name }) => !without.includes(name)),
        goal,
      );
      return {
        method: method.name,
        ...runExpand(method, goal, createLevel(methods, [...callers, method.name])),
      };
    },
  };
}

function chooseMethod(methods: readonly Method[], goal: Goal): Method {
  let best: Method | undefined;
  let bestScore = 0;
  for (const method of methods) {
    if (goal.clauses.length > 1 && method.takesClauses !== true) continue;
    const score = guard(method, "applies", () => method.applies(goal));
    if (!Number.isFinite(score) || score < 0 || score > 1) {
      throw fail(
        `The planning method “${method.name}” scored “${goal.object}” with ${String(score)}: applies must return 0 to 1.`,
      );
    }
    if (score > bestScore) [best, bestScore] = [method, score];
  }
  if (best === undefined)
    throw fail(`No planning method fits “${goal.object}”: add one that returns more than 0 for any goal.`);
  return best;
}

function runExpand(method: Method, goal: Goal, library: MethodLibrary): Expansion & { method?: string } {
  const expansion: unknown = guard(method, "expand", () => method.expand(goal, library));
  const isExpansion = typeof expansion === "object" && expansion !== null && "steps" in expansion;
  if (isExpansion && Array.isArray(expansion.steps) && expansion.steps.length > 0)
    return expansion as Expansion;
  throw fail(
    `The planning method “${method.name}” returned no steps for “${goal.object}”: return { steps: [...] } with at least one.`,
  );
}

function guard<Value>(method: Method, name: string, call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    if (OrchestrationError.is(error)) throw error;
    const { message } = OrchestrationError.from(error, ErrorCode.AGENT_FAILED);
    throw new OrchestrationError(
      ErrorCode.AGENT_FAILED,
      `The planning method “${method.name}” failed in ${name}: ${message}`,
      { cause: error },
    );
  }
}

function fail(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.AGENT_FAILED, message);
}
