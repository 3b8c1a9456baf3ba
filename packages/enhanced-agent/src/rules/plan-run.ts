import type { ConversationView, ListedAgent } from "../prompt/conversation-view.ts";
import { answerChatter } from "./chatter.ts";
import { cleanPrompt, toLine } from "./clean-prompt.ts";
import type { Intent, Reading } from "./intent.ts";
import { readPrompt } from "./read-prompt.ts";
import type { Step } from "./step.ts";
import { toSteps } from "./to-steps.ts";

/** Earlier prompts that are read for what "it" may mean. */
const mostEarlier = 8;
/** Characters of a prompt that is researched as it stands. */
const longestQuestion = 2_000;

/** What a prompt comes to: the same for the same view, however far the run has come. */
export interface RunOutline {
  readonly reading: Reading;
  readonly steps: readonly Step[];
  /** True when no request was found and the prompt is asked as it stands. */
  readonly isWhole: boolean;
  /** What is answered at once, to a prompt that only greets or thanks. */
  readonly chatter?: string;
}

/** Reads the prompt in the light of the conversation before it, and says who is to be asked for what. */
export function outlineRun({
  prompt,
  agents,
  earlier,
}: Pick<ConversationView, "prompt" | "agents" | "earlier">): RunOutline {
  const others = agents.filter(({ agentType }) => agentType !== "main");
  let topic = "";
  let last: Intent | undefined;
  for (const { prompt: before } of earlier.slice(-mostEarlier)) {
    const read = readPrompt(before, { agents: others, topic, last });
    topic = read.topic;
    last = read.intents.at(-1) ?? last;
  }
  const reading = readPrompt(prompt, { agents: others, topic, last });
  const chatter = answerChatter(prompt);
  if (chatter !== undefined)
    return { reading: { ...reading, unread: [] }, steps: [], isWhole: false, chatter };
  if (others.length === 0) return { reading, steps: [], isWhole: false };
  if (reading.intents.length > 0) return { reading, steps: toSteps(reading.intents, others), isWhole: false };
  const whole = askWhole(prompt, others);
  return { reading: { ...reading, unread: [] }, steps: whole === undefined ? [] : [whole], isWhole: true };
}

function askWhole(prompt: string, agents: readonly ListedAgent[]): Step | undefined {
  const agent = agents.find(({ agentType }) => agentType === "knowledge") ?? agents[0];
  const task = toLine(cleanPrompt(prompt).text).slice(0, longestQuestion);
  if (agent === undefined || task === "") return undefined;
  return { intent: { kind: "research", task, subject: task }, agentType: agent.agentType, task, uses: [] };
}
