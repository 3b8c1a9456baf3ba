import { explainFailure } from "./explain-failure.ts";
import type { Turn } from "./turn.ts";

const longestSaid = 600;

/** How a turn stands, in words that are read out: the same while nothing of weight happens. */
export function describeTurn({ status, result, failure, waiting }: Turn): string {
  if (failure !== undefined) return `${explainFailure(failure).title}. ${failure.message}`;
  if (result !== undefined) {
    const answer = result.answer
      .replace(/\[E[\d.,\sE–-]+\]|[#*`]/g, "")
      .replace(/\s+/g, " ")
      .trim();
    return `Answer: ${answer.length <= longestSaid ? answer : `${answer.slice(0, longestSaid)} …`}`;
  }
  if (status === "lost") return "The server no longer keeps this run.";
  if (status === "sending" || status === "running")
    return waiting.length > 0 ? "The main agent waits for your approval." : "The main agent is working.";
  return "";
}
