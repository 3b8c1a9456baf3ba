import { AgentType } from "@convoke/core";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { joinList } from "../../text/phrases.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "../method.ts";
import { createRequirementSteps } from "./requirement-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayThe, sayOne, sayWith, sayWithout } from "../wording.ts";

/** What exists already, the interface, the core, features, tests and review, a guide. */
export const buildLibraryOrTool = defineMethod({
  name: "build-library-or-tool",
  description: "Build a library, a command-line tool, a script, a bot or another program without pages",
  goal: { where: (goal) => isProgram(goal) },
  subtasks(goal) {
    const subject = sayThe(goal);
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which libraries and methods serve ${sayOne(goal)}${sayWith(goal)}, and where do they fall short?`,
        description: `Find out which libraries and methods serve ${sayOne(goal)}${tools}`,
      },
    ]);
    const features = [
      ...createFeatureSteps(goal.features, subject, ["core"]),
      ...createRequirementSteps(goal.requirements, subject, ["core"]),
    ];
    return {
      steps: [
        ...research.steps,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the interface and the inner parts of ${subject}${tools}`,
          task: `Design the public interface, the inner parts and the error messages of ${subject}${sayWith(goal)}${sayWithout(goal)}`,
          consumes: research.known,
          successCriterion: `every function or command of ${subject} has its inputs, outputs and errors`,
        },
        {
          id: "build-core",
          agentType: AgentType.CODE,
          description: `Implement ${subject}${tools}`,
          consumes: ["plan", ...research.known],
          produces: ["core"],
          madeWith: [...findKindsOfWork(goal.object), "language", "recommended"],
          effort: 1.5,
          successCriterion: `${subject} does its main job on a real example`,
        },
        ...features,
        ...createFinishingSteps({
          subject,
          focus: joinList(goal.features) || "bad input",
          work: ["core", ...features.map((feature) => feature.id)],
        }),
        {
          id: "write-guide",
          agentType: AgentType.CODE,
          description: `Write a guide to ${subject} whose examples run`,
          consumes: ["finished-work"],
          effort: 0.5,
          optional: true,
          successCriterion: `a stranger uses ${subject} within five minutes`,
        },
      ],
    };
  },
});

/** "Write SQL that …", "write a cron job": what is written is a program, not a text. */
const program =
  /\b(?:sql|cron ?jobs?|scripts?|macros?|functions?|regex|dockerfile|makefile|code|one-liner|alias|userscript|shell|terraform|manifests?|config(?:uration)?|lambda|stored procedure|trigger|hooks?|(?:database |schema |data )?migrations?)\b/i;
const generated =
  /\b(?:types|typings|type definitions|interfaces|stubs|mocks|fixtures|bindings|sdk|client|boilerplate)\b/i;

/** A template for people to fill in is a document. */
const officeTemplate = /\btemplates?\b.*\b(?:word|powerpoint|google docs|canva|notion|indesign|pages)\b/i;

function isProgram({ intent, verb, object, text }: Goal): boolean {
  if (intent === "build" && classifyThing(object) === "library") return !officeTemplate.test(text);
  const head = object.replace(/\s(?:for|that|which|to|from|of|about|on|in|with)\s.*$/i, "");
  if (intent === "build" && verb === "generate" && generated.test(head)) return true;
  return (
    verb === "write" && intent === "document" && classifyThing(object) === undefined && program.test(head)
  );
}
