import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const piece =
  /\b(?:novel|novella|(?:short |bedtime |children['’]s )?stor(?:y|ies)|poems?|lyrics|song|screenplay|script for a (?:film|play|sketch)|play|sketch|obituar(?:y|ies)|eulogy|toast|wedding (?:speech|vows)|vows|speech|fairy ?tale|memoir|autobiography|haiku|limerick|sonnet|monologue|fan fiction|dialogue)\b/i;

/** Material and voice first, a shape, a draft, a reader who says where it drags, a second draft. */
export const writeCreatively = defineMethod({
  name: "write-creatively",
  description: "Write something that moves or entertains: a story, a poem, a speech",
  goal: {
    intents: ["document", "build", "other"],
    where: ({ object, verb }) =>
      /^(?:write|compose|draft|create|make|tell)$/.test(verb) &&
      piece.test(object.replace(/\s(?:for|about|of|on|in|to|that|which|with)\s.*$/i, "")),
  },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const { known } = createResearchSteps(goal, []);
    return {
      steps: [
        {
          id: "collect-material",
          agentType: AgentType.KNOWLEDGE,
          description: `Collect scenes, details and memories that could go into ${the}`,
          question: `Which details would make ${one} vivid?`,
          consumes: known,
          produces: ["material"],
          successCriterion: `there are more details for ${the} than it needs, and what only its author knows is asked for`,
        },
        {
          id: "set-voice",
          agentType: AgentType.REVIEW,
          description: `Set who speaks in ${the}, to whom, in which tone, and how long`,
          produces: ["voice"],
          effort: 0.4,
          successCriterion: `a sentence in the voice of ${the} can be told from any other`,
        },
        {
          id: "outline",
          agentType: AgentType.PLANNER,
          description: `Outline ${one}: beginning, turning points, end`,
          task: `Outline the beginning, the turning points and the end of ${the}`,
          consumes: ["material", "voice", ...known],
          produces: ["plan"],
          successCriterion: `each part of ${the} changes something`,
        },
        {
          id: "draft",
          agentType: AgentType.KNOWLEDGE,
          description: `${capitalize(goal.verb)} ${one}: a first draft without looking back${without}`,
          question: `How does ${one} read as a first draft?`,
          consumes: ["plan", "material", "voice"],
          produces: ["draft"],
          effort: 2,
          successCriterion: `${the} is there from beginning to end`,
        },
        {
          id: "read-aloud",
          agentType: AgentType.REVIEW,
          description: `Read ${the} as its audience: where it drags, what is a cliché, what is missing`,
          consumes: ["draft"],
          produces: ["remarks"],
          successCriterion: `each remark on ${the} names its place`,
        },
        {
          id: "revise",
          agentType: AgentType.KNOWLEDGE,
          description: `Revise ${the} by the remarks, and cut what it can do without`,
          question: `How does ${the} read after the remarks?`,
          consumes: ["draft", "remarks"],
          produces: ["text"],
          successCriterion: `nothing in ${the} can be left out any more`,
        },
      ],
    };
  },
});
