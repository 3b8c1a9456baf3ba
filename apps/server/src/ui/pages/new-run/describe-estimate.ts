import type { Estimate } from "../../../api/plan.ts";

/** What an estimate does not know, in words; one sentence for each of those who were asked for. */
export function describeMissing({ missing }: Estimate): readonly string[] {
  const sentences = missing.map(({ agentType, agentName, capability, missing: parts }) => {
    const who =
      agentName ?? agentType ?? (capability === undefined ? "a task" : `the capability ${capability}`);
    if (parts.includes("agent")) return `Nobody is registered for ${who}: its task would fail.`;
    const unknown = [
      parts.includes("estimatedTime") ? "how long" : "",
      parts.includes("costEstimate") ? "what" : "",
    ].filter(Boolean);
    const verbs = unknown.map((word) => (word === "what" ? "what it costs" : "how long it takes"));
    return `${who} does not say ${verbs.join(" or ")}: that comes on top.`;
  });
  return [...new Set(sentences)];
}
