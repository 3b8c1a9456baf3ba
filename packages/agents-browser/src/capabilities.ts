import type { AgentCapability } from "@convoke/core";

/**
 * Seconds, as measured on pages of this machine: what a browser's start adds to the first task, what opening a context and
 * a page takes, and one action with a look at the page. Real sites add what they take to answer.
 */
const [pageTime, actionTime, replyTime] = [2, 0.5, 6];
/** Actions of a typical goal or program, and the replies of a model for it. */
const [typicalActions, typicalReplies] = [8, 5];
/** Tokens of one reply: the goal, an observation, the steps before, the actions. */
const replyTokens = 6000;

/** What the browser agent can do. What a language model costs is unknown here, so with one the cost of goals is left out. */
export function createCapabilities({ hasModel }: { readonly hasModel: boolean }): readonly AgentCapability[] {
  const free = { costEstimate: 0, tokenEstimate: 0 };
  return [
    {
      name: "browse_goal",
      description: "Reach a goal in plain words on web pages, or say what was seen when they do not tell how",
      inputTypes: ["goal", "url"],
      outputTypes: ["browser_result", "recorded_program"],
      estimatedTime: pageTime + typicalActions * actionTime + (hasModel ? typicalReplies * replyTime : 0),
      ...(hasModel ? { tokenEstimate: typicalReplies * replyTokens } : free),
    },
    {
      name: "run_program",
      description:
        "Run a typed program of actions on web pages, with the data, screenshots and downloads it asks for",
      inputTypes: ["program", "url"],
      outputTypes: ["browser_result", "recorded_program"],
      estimatedTime: pageTime + typicalActions * actionTime,
      ...free,
    },
    {
      name: "extract_data",
      description: "Read data of a schema from a web page: tables, lists, cards, labelled values",
      inputTypes: ["url", "schema"],
      outputTypes: ["data"],
      answerPath: "data",
      estimatedTime: pageTime + actionTime,
      ...free,
    },
    {
      name: "take_screenshot",
      description: "Take a picture of a web page or of one element of it",
      inputTypes: ["url", "target"],
      outputTypes: ["artifact"],
      estimatedTime: pageTime + actionTime,
      ...free,
    },
    {
      name: "read_page",
      description: "Read what a person sees of a web page, after its scripts have run",
      inputTypes: ["url"],
      outputTypes: ["text", "links"],
      estimatedTime: pageTime + actionTime,
      ...free,
    },
    {
      name: "check_page",
      description: "Say which of several expectations a web page meets",
      inputTypes: ["url", "expectations"],
      outputTypes: ["verdict"],
      answerPath: "passed",
      estimatedTime: pageTime + actionTime,
      ...free,
    },
  ];
}
