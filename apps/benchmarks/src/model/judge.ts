import type { EnhancedResult } from "@convoke/enhanced-agent";
import type { EvaluationPrompt } from "./prompts.ts";

/** What an answer would need to have to count as one: empty for a success. An answer that there is has passed the agent's own checks. */
export function findShortcomings(
  {
    delegatesTo,
    delegations: fewest = delegatesTo.length,
    citations: cited,
    says = [],
    unregistered,
  }: EvaluationPrompt,
  { answer, delegations, citations }: EnhancedResult,
): string[] {
  const completed = new Set(
    delegations.filter(({ status }) => status === "completed").map(({ agentType }) => agentType),
  );
  const shortcomings = delegatesTo.flatMap((type) =>
    completed.has(type) ? [] : [`no task of ${type} was delegated and completed`],
  );
  if (delegations.length < fewest) shortcomings.push(`${delegations.length} of ${fewest} delegations`);
  if (citations.length < cited) shortcomings.push(`${citations.length} of ${cited} citations`);
  for (const pattern of says)
    if (!pattern.test(answer)) shortcomings.push(`the answer does not say ${pattern.source}`);
  if (unregistered !== undefined) {
    const isAsked = delegations.some(
      ({ agentType, failure }) => agentType === unregistered && failure?.code === "not_registered",
    );
    if (!isAsked) shortcomings.push(`nobody was asked for ${unregistered}`);
    if (!saysNobody.test(answer)) shortcomings.push("the answer does not say that nobody is there for it");
  }
  return shortcomings;
}

const saysNobody =
  /not (?:been )?registered|unregistered|not available|unavailable|no (?:such |\w+ )?agent|nobody|not possible|could not/i;
