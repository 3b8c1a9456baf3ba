import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import { chooseMethod } from "./choose-method.ts";
import { decompose, type SubgoalExpander } from "./decompose.ts";
import {
  defineMethod,
  type ExpandedGoal,
  type Method,
  type MethodLibrary,
  type MethodSituation,
} from "./method.ts";
import { createMethodError, guardMethod } from "./method-error.ts";
import { createTooManySteps, mostSteps, readExpansion } from "./read-expansion.ts";

/** How deep methods may ask the library for parts of parts. */
const deepest = 8;

/** How many goals one expansion may come to, all parts counted. */
const mostGoals = 1_000;

/** What a library works with. */
export interface LibrarySituation extends MethodSituation {
  /** Reads the goals of compound steps that are given as texts. */
  readonly goals: GoalReader;
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
export function createMethodLibrary(methods: readonly Method[], situation: LibrarySituation): MethodLibrary {
  return {
    agents: situation.agents,
    expand: (goal, options) =>
      createLevel({ methods, situation, callers: [], count: { goals: 0, steps: 0 } }).expand(goal, options),
  };
}

interface Level {
  readonly methods: readonly Method[];
  readonly situation: LibrarySituation;
  /** The methods on the way to this level, the outermost first. */
  readonly callers: readonly string[];
  /** Shared by all levels of one expansion. */
  readonly count: { goals: number; steps: number };
}

function createLevel(level: Level): MethodLibrary {
  return {
    agents: level.situation.agents,
    expand(goal, { without = [] } = {}) {
      checkEnd(level, goal);
      const methods = level.methods.filter(({ name }) => !without.includes(name));
      const { method, notes } = chooseMethod(methods, goal, level.situation);
      const parts = createLevel({ ...level, methods, callers: [...level.callers, method.name] });
      const expansion = readExpansion(
        method,
        goal,
        guardMethod(method.name, "subtasks", () => method.subtasks(goal, parts)),
      );
      level.count.steps += expansion.steps.length;
      if (level.count.steps > mostSteps) throw createTooManySteps(method.name, level.count.steps);
      return addNotes(
        decompose(method.name, expansion, createExpander(method, goal, level.situation, parts)),
        notes,
      );
    },
  };
}

/** Reads the goal of a compound step and expands it. */
function createExpander(
  method: Method,
  whole: Goal,
  { goals }: LibrarySituation,
  library: MethodLibrary,
): SubgoalExpander {
  return ({ id, goal }) => {
    if (typeof goal === "object") return { goal, expanded: library.expand(goal) };
    if (goal.trim() === "") {
      throw createMethodError(
        `The planning method “${method.name}” gave its step “${id}” an empty goal: say in words what shall come out.`,
      );
    }
    const read = goals.read(goal);
    const part: Goal = {
      ...read,
      limits: { ...whole.limits, ...read.limits },
      ...(whole.research === undefined ? {} : { research: whole.research }),
    };
    return { goal: part, expanded: library.expand(part) };
  };
}

function checkEnd({ callers, count }: Level, goal: Goal): void {
  count.goals += 1;
  const isDeep = callers.length >= deepest;
  if (!isDeep && count.goals <= mostGoals) return;
  const names = [...new Set(callers)].map((name) => `“${name}”`).join(", ");
  throw createMethodError(
    isDeep
      ? `The planning methods ${names} call one another more than ${deepest} deep at “${goal.object}”: let one of them end.`
      : `The planning methods ${names} make more than ${mostGoals} goals out of one: let them ask for fewer parts.`,
  );
}

function addNotes(expanded: ExpandedGoal, notes: readonly string[]): ExpandedGoal {
  return notes.length === 0
    ? expanded
    : { ...expanded, assumptions: [...notes, ...(expanded.assumptions ?? [])] };
}
