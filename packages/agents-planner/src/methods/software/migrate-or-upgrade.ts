import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { findTechnology } from "../../goal/technologies.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { isMoveOnPage } from "../goal-traits.ts";
import { sayThe, sayWithout } from "../wording.ts";

/** Takes stock, plans with a way back, converts a first part, then the rest, checks, and clears up. */
export const migrateOrUpgrade = defineMethod({
  name: "migrate-or-upgrade",
  description: "Move something that exists to another technology, version or place",
  goal: {
    where: (goal) => (goal.intent === "migrate" && !isMoveOnPage(goal)) || nameMove(goal) !== undefined,
  },
  subtasks(goal) {
    const move = describeMove(goal);
    const old = goal.origin;
    const touched =
      old === undefined ? `everything that ${move} touches` : `everything that depends on ${old}`;
    const remains = goal.origin ?? "the old state";
    const limits = sayWithout(goal);
    const research = createResearchSteps(goal, [
      {
        subject: [goal.origin, goal.target].filter(Boolean).join(" to ") || goal.object,
        question: `What does ${move} affect, and what are its known problems?`,
        description: `Find out what ${move} affects`,
      },
    ]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "take-stock",
          agentType: AgentType.REVIEW,
          description: `List ${touched}`,
          consumes: ["code-base"],
          produces: ["inventory"],
          successCriterion: `${touched} is listed with its place`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the order of ${move} and the way back${limits}`,
          task: `Design the order, the checkpoints and the way back of ${move}${limits}`,
          consumes: [...research.known, "inventory"],
          successCriterion: "each stage can be released and undone on its own",
        },
        {
          id: "secure-behaviour",
          agentType: AgentType.TEST,
          madeWith: ["testing"],
          description: `Write tests that hold today's behaviour before ${move}`,
          consumes: ["inventory"],
          produces: ["safety-net"],
          successCriterion: `the tests pass before ${move}`,
        },
        {
          id: "convert-first-part",
          agentType: AgentType.CODE,
          madeWith: ["recommended"],
          description: `Carry out ${move} for one small part${limits}`,
          consumes: ["plan", "safety-net"],
          produces: ["first-part"],
          successCriterion: "the first part passes the tests",
        },
        {
          id: "convert-rest",
          agentType: AgentType.CODE,
          description: `Carry out ${move} for everything else on the list${limits}`,
          consumes: ["first-part", "inventory"],
          produces: ["converted"],
          effort: 3,
          successCriterion: "nothing on the list is left as it was",
        },
        {
          id: "verify",
          agentType: AgentType.TEST,
          description: `Run all tests after ${move} and compare speed and results`,
          consumes: ["converted", "safety-net"],
          produces: ["test-report"],
          successCriterion: "behaviour and speed are as before, or the difference is wanted",
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review ${move} and remove what is left of ${remains}`,
          consumes: ["converted", "test-report"],
          successCriterion: `no dead remains of ${remains} are left`,
        },
      ],
      risks: [`What ${move} changes and no test reaches may break unseen.`],
    };
  },
});

/** "database migration to Postgres 16" in "Plan the database migration to Postgres 16". */
function nameMove({ verb, intent, text }: Goal): string | undefined {
  if (intent !== "other" || !/^(?:prepare|plan|do|start|manage)$/.test(verb)) return undefined;
  return /\b(?:the|our|my|an?) ((?:[\w.-]+ ){0,3}(?:migration|upgrade|rewrite|port) (?:to|from|of) [^,;.!?]{2,80})/i.exec(
    text,
  )?.[1];
}

/** "PostgreSQL 12" names what is upgraded already. */
function startsWithThing(version: string, object: string): boolean {
  return version.startsWith(`${findTechnology(object) ?? object} `);
}

/** "the move of the Express API from JavaScript to TypeScript", with the goal's own verb. */
function describeMove(goal: Goal): string {
  const written = goal.intent === "migrate" ? undefined : nameMove(goal);
  if (written !== undefined) return `the ${written}`;
  const { object, origin, target, verb } = goal;
  const known = [origin, target].some(
    (name) => name !== undefined && (object.startsWith(name) || startsWithThing(name, object)),
  );
  const what = known && (origin !== undefined || target !== undefined) ? "" : ` of ${sayThe(goal)}`;
  const from = origin === undefined ? "" : ` from ${origin}`;
  const to = target === undefined ? "" : ` to ${target}`;
  const noun = /upgrade|update|bump/.test(verb)
    ? "upgrade"
    : /rewrite/.test(verb)
      ? "rewrite"
      : /replace/.test(verb)
        ? "change"
        : "move";
  return `the ${noun}${what}${from}${to}`;
}
