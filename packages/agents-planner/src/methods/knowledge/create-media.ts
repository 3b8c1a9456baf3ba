import { AgentType } from "@convoke/core";
import { createDetailSteps } from "../everyday/detail-steps.ts";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const media =
  /\b(?:logos?|podcasts?|videos?|illustrations?|flyers?|posters?|brochures?|banners?|brand(?:ing)?(?: identity)?|icon set|icons|jingle|trailer|animation|infographics?|business cards?|packaging|t-shirt|mascot|song|album cover|book cover|photo shoot|short film|screencast|comic|menu card|voice-?over|explainer|thumbnails?|moodboard|visual identity|corporate design)\b/i;
const software =
  /\b(?:app|website|page|player|editor|generator|api|tool|script|bot|converter|platform|library|component|feature|uploader|upload|streaming|plugin|service|maker|site|recognition)\b/i;

/** What it shall make people think, examples, several drafts, a choice by people like its viewers, the final files. */
export const createMedia = defineMethod({
  name: "create-media",
  description: "Make something to look at or listen to: a logo, a video, a podcast, a flyer",
  goal: { intents: ["build", "design", "other", "document"], where: isMedia },
  subtasks(goal) {
    const { one, the, tools, limits } = sayGoal(goal);
    const verb = /^(?:create|design|make|produce|draw|record|film)$/.test(goal.verb) ? goal.verb : "make";
    const research = createResearchSteps(goal, [
      {
        subject: `examples ${goal.object}`,
        question: `Which examples of ${one} work well, and why?`,
        description: `Look for examples of ${one} that work well, and why`,
      },
    ]);
    const details = createDetailSteps(goal, []);
    return {
      steps: [
        ...research.steps,
        {
          id: "write-brief",
          agentType: AgentType.REVIEW,
          description: `Set who sees or hears ${the}, what they shall think then, and in which forms it is needed`,
          produces: ["brief"],
          effort: 0.4,
          successCriterion: `it can be told from the brief whether a draft of ${the} misses its aim`,
        },
        ...details,
        {
          id: "outline",
          agentType: AgentType.PLANNER,
          description: `Plan the content, the style and the work on ${the}${limits}`,
          task: `Design the content, the style and the production of ${the}${limits}`,
          consumes: ["brief", ...research.known, ...details.map(({ id }) => id)],
          produces: ["plan"],
          successCriterion: `each part of ${the} has its content, its form and who makes it`,
        },
        {
          id: "draft",
          agentType: AgentType.CODE,
          description: `Sketch ${one} in three versions that differ in their idea${tools}`,
          consumes: ["plan", "brief"],
          produces: ["drafts"],
          successCriterion: `the three drafts of ${the} can be set side by side`,
        },
        {
          id: "judge-drafts",
          agentType: AgentType.REVIEW,
          description: `Judge the drafts of ${the} by the brief, and look for likeness to what others own`,
          consumes: ["drafts", "brief"],
          produces: ["choice"],
          successCriterion: `one draft of ${the} is chosen with reasons, and nobody else's rights are touched`,
        },
        {
          id: "finish",
          agentType: AgentType.CODE,
          description: `${capitalize(verb)} ${one} from the draft that was chosen, in all forms needed${tools}`,
          consumes: ["choice", "drafts"],
          produces: ["files"],
          successCriterion: `${the} is there in each form and size that the brief names`,
        },
        {
          id: "try-out",
          agentType: AgentType.REVIEW,
          description: `Show ${the} small, large, without colour or without sound, and to somebody who knows nothing of it`,
          consumes: ["files"],
          optional: true,
          successCriterion: `what ${the} is about is understood within seconds`,
        },
      ],
      risks: [`The drafts of ${the} need an agent that can make pictures or sound.`],
    };
  },
});

function isMedia({ object, verb }: Goal): boolean {
  if (
    /^(?:translate|locali[sz]e|print|order|buy|find|send|distribute|hand out|transcribe|download|organi[sz]e|sort)$/.test(
      verb,
    )
  )
    return false;
  const head = object.replace(/\s(?:for|about|of|that|which|on|with|to|in|from)\s.*$/i, "");
  return media.test(head) && !software.test(head) && classifyThing(head) === undefined;
}
