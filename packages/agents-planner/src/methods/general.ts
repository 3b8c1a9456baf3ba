import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { findKindsOfWork } from "../research/technology-kinds.ts";
import { joinList, toSlug } from "../text/phrases.ts";
import { classifyThing } from "../goal/things.ts";
import { makeStepsDistinct } from "./distinct-steps.ts";
import { createFinishingSteps } from "./software/finishing-steps.ts";
import { defineMethod, type Expansion } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import type { StepDraft } from "./step-draft.ts";
import { capitalize, sayLimits, sayOne, sayThe, sayWith, sayWithout } from "./wording.ts";

/** For every goal that no other method fits: find out, work it out part by part, check. */
export const general = defineMethod({
  name: "general",
  description: "Any goal: find out what it takes, work out each part, check the whole",
  goal: {},
  subtasks: (goal) => (isAboutSoftware(goal) ? expandSoftware(goal) : expandUndertaking(goal)),
});

function expandSoftware(goal: Goal): Expansion {
  const { research, tools } = prepare(goal);
  const verb = goal.verb === "" ? "make" : goal.verb;
  const parts = makeStepsDistinct(
    [...goal.objects, ...goal.features].map((part): StepDraft => ({
      id: `work-${toSlug(part)}`,
      agentType: AgentType.CODE,
      description: `${capitalize(verb)} ${sayOne(goal, part)}${tools}`,
      consumes: research.known,
      madeWith: [...findKindsOfWork(part), "infrastructure", "data-processing", "language", "recommended"],
      successCriterion: `what it takes to ${verb} ${sayOne(goal, part)} is in place and can be tried`,
    })),
  );
  const finishing = createFinishingSteps({
    subject: sayThe(goal),
    focus: "",
    work: parts.map((part) => part.id),
  });
  return { steps: [...research.steps, ...parts, ...finishing] };
}

function expandUndertaking(goal: Goal): Expansion {
  const { research, aim, tools } = prepare(goal);
  const limits = sayLimits(goal);
  const parts = makeStepsDistinct([
    ...(goal.objects.length > 1 ? goal.objects : []).map((part) =>
      workOut(
        part,
        `how to ${sayVerb(goal)} ${sayOne(goal, part)}`,
        `How do you ${sayVerb(goal)} ${sayOne(goal, part)}?`,
      ),
    ),
    ...(isBetterment(goal) ? [] : goal.features).map((part) =>
      workOut(
        part,
        `${sayOne(goal, part)} for ${sayThe(goal)}`,
        `What does it take to have ${sayOne(goal, part)}?`,
      ),
    ),
  ]);
  const names = parts.map((part) => part.id);
  return {
    steps: [
      ...research.steps,
      ...parts,
      {
        id: "set-out-tasks",
        agentType: AgentType.PLANNER,
        description: `Set out the tasks, their order and who does them, in order to ${aim}${tools}${limits}`,
        task: `${aim}${tools}${limits}`,
        consumes: [...research.known, ...names],
        produces: ["plan"],
        successCriterion: `every task that it takes to ${aim} has somebody and a time`,
      },
      {
        id: "review",
        agentType: AgentType.REVIEW,
        description: `Check that the plan is enough to ${aim}${tools}${limits}`,
        consumes: ["plan", ...names],
        successCriterion: `nothing is missing that it takes to ${aim}`,
      },
    ],
    assumptions: [
      `No method of the library is made for “${goal.object}”: the steps are the most general ones.`,
    ],
  };

  function workOut(part: string, what: string, question: string): StepDraft {
    return {
      id: `work-${toSlug(part)}`,
      agentType: AgentType.KNOWLEDGE,
      description: `Work out ${what}${sayWithout(goal)}`,
      question,
      consumes: research.known,
      successCriterion: `${what} is settled, with sources`,
    };
  }
}

function prepare(goal: Goal) {
  // "make the kitchen more efficient" is nothing without its end
  const quality = isBetterment(goal) ? ` ${joinList(goal.features)}` : "";
  const aim = `${sayVerb(goal)} ${sayOne(goal)}${quality}`;
  const tools = `${sayWith(goal)}${sayWithout(goal)}`;
  const research = createResearchSteps(goal, [
    {
      subject: goal.object,
      question: `What does it take to ${aim}${tools}?`,
      description: `Find out what it takes to ${aim}${tools}`,
    },
  ]);
  return { aim, tools, research };
}

function isBetterment({ verb, intent }: Goal): boolean {
  return verb === "make" && intent === "improve";
}

/** A goal without a verb names something to come about. */
function sayVerb({ verb }: Goal): string {
  return verb === "" ? "prepare" : verb;
}

function isAboutSoftware({ object, technologies, intent, verb }: Goal): boolean {
  const kind = classifyThing(object);
  if (kind === "document" || kind === "plan") return false;
  const actsOnSoftware = intent === "build" || /^(?:install|configure|automate|monitor)$/.test(verb);
  const changesThing = actsOnSoftware || /^(?:|make|use|run|translate)$/.test(verb);
  return (kind !== undefined && changesThing) || (technologies.length > 0 && actsOnSoftware);
}
