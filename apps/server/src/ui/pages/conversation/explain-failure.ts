import type { TurnFailure } from "./turn.ts";

/** What went wrong, in words, and what one can do. */
export interface Explanation {
  readonly title: string;
  readonly advice: string;
}

const explanations: Readonly<Record<string, Explanation>> = {
  cancelled: {
    title: "Stopped",
    advice: "Ask again whenever you like; what was found so far is in the run.",
  },
  timeout: {
    title: "It took too long",
    advice: "Ask for less at once, or give the run more time on the page “New run”.",
  },
  budget_exceeded: {
    title: "The budget is used up",
    advice: "Start it on the page “New run” with a larger budget, or ask for less.",
  },
  not_registered: {
    title: "Nobody can do this",
    advice: "The page “Agents” lists who there is; a plug-in may have failed to load.",
  },
  agent_unavailable: { title: "No agent is free", advice: "Wait for other runs to end, then ask again." },
  agent_failed: {
    title: "The agent failed",
    advice: "Ask in other words, or open the run to see which step it was.",
  },
  invalid_input: { title: "The agent cannot take this", advice: "Ask in other words." },
  invalid_output: {
    title: "The agent answered out of shape",
    advice: "Ask again; the run shows what came back.",
  },
  store_failed: {
    title: "The server cannot write",
    advice: "Is its disk full or read-only? Its log says more.",
  },
  closed: { title: "The server was stopping", advice: "Ask again when it is back." },
  shutting_down: { title: "The server was stopping", advice: "Ask again when it is back." },
  rate_limited: { title: "Too many requests", advice: "Wait for a moment, then ask again." },
  too_many_runs: {
    title: "Too many runs at once",
    advice: "Wait for one to end, or cancel one on the page “Runs”.",
  },
  unauthorized: { title: "The server wants a token", advice: "Sign in, then ask again." },
  body_too_large: { title: "The message is too long", advice: "Shorten it, or put the text into a file." },
  malformed_request: {
    title: "The server did not understand",
    advice: "Ask in other words, and in fewer of them.",
  },
  no_answer: { title: "The server does not answer", advice: "Is it running? Ask again when it is." },
};

const unknown: Explanation = {
  title: "It did not work",
  advice: "Open the run to see what happened, then ask again.",
};

/** Says of a failure what a person wants to know of it. */
export function explainFailure({ code }: TurnFailure): Explanation {
  return Object.hasOwn(explanations, code) ? explanations[code]! : unknown;
}
