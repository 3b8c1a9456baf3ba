import type { AgentState } from "./agent-state.ts";
import type { ActionMask } from "./mask.ts";

/** What to do in a state in place of something that is not available there. */
const instead: Readonly<Record<AgentState, string>> = {
  PLANNING: "Plan first: write PLAN with its STEPS; then you are in EXECUTING, where you can delegate.",
  EXECUTING: "Delegate what is still missing, or write ANSWER; an answer is what can be verified.",
  VERIFYING:
    "Judge the answer: write VERIFY with VERDICT: pass, or with VERDICT: fail and what is UNMET; after fail you are in EXECUTING again, where you can delegate.",
  LEARNING:
    "The answer stands, and nothing can be delegated any more: write REFLECT with one LESSON for later runs.",
};

/** Says that an action is not available: the state, what is, and what to do instead. */
export function explainRefusal(name: string, state: AgentState, mask: ActionMask): string {
  const states = mask.rules.get(name)?.states ?? [];
  const where = states.length === 0 ? "" : ` It is available in ${states.join(" and ")}.`;
  return `${name} was not performed: it is not available in ${state}. Allowed now: ${listAllowed(state, mask)}.${where} ${instead[state]}`;
}

/** The names of what is available, or that there is nothing. */
function listAllowed(state: AgentState, mask: ActionMask): string {
  return mask.allowedIn(state).join(", ") || "nothing";
}

export const words = {
  empty: "Your message was empty. Reply with one action.",
  refused:
    "Your message was a refusal. What is asked of you here is to choose an action; if the request cannot be met, say so, and why, in an ANSWER.",
  noAction: "Your message holds no action, so nothing was done.",
  onlyProblems: "Nothing was done: no action of your message could be read.",
  repeated: "You wrote the same message as before. Do something else, or finish with what you have.",
  cut: "Your message reached the limit of its length and was cut. Write less in one message.",
  premature:
    "was not performed: it was written before the results of the delegations in the same message were in. Read them, then send it again if it still fits.",
  confirm:
    "was not performed, because its ---END--- is missing and it may not be all that you meant. To confirm it, send it again exactly like this:",
  cutAction: "was not performed, because your message was cut within it. Send it again, shorter:",
  takenAsAnswer: "Your message holds no action; its text was taken for the TEXT of an ANSWER.",
  reflectOnce:
    "Only REFLECT is left to do: write it with one LESSON; after any other message the run simply ends.",
  secondPlan: "The plan is the same as before.",
} as const;

/** Whether a text says anything that could be an answer. */
export function isSentence(text: string): boolean {
  const trimmed = text.trim();
  return /\p{L}/u.test(trimmed) && /[.!?…。！？](?:$|[\s)\]"”’*_])/u.test(trimmed);
}

/** Names the answer's checks that did not pass, with what would help. */
export function explainFailedAnswer(problems: readonly string[], left: number): string {
  const list = problems.map((problem) => `- ${problem}`).join("\n");
  const again = left === 1 ? "It can be sent back once more." : `It can be sent back ${left} more times.`;
  const chances = left === 0 ? "The next answer is the last one: if it does not pass, the run fails." : again;
  return `The answer did not pass:\n${list}\nMend it in EXECUTING: delegate what is missing, then write ANSWER again. ${chances}`;
}
