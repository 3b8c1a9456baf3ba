import { z } from "zod";
import { type AgentContext, fenceData, type LanguageModel } from "@convoke/core";
import { askBySchema } from "./ask-by-schema.ts";
import { dataRule } from "./data-rule.ts";
import { type Evidence, fenceEvidence } from "./evidence.ts";

const replySchema = z.object({ order: z.array(z.string()) });
const maxOutputTokens = 150;

const system = [
  "You put passages in order by how well they answer a question, best first. Each passage has an id such as E1.",
  dataRule,
  'Reply with JSON only: { "order": ["E2", "E1"] }',
].join("\n\n");

/** Has a model put passages in order. Ids that do not exist are ignored; passages it leaves out follow as they were. */
export async function rerank(
  model: LanguageModel,
  { question, evidence }: { question: string; evidence: readonly Evidence[] },
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<{ readonly evidence: readonly Evidence[]; readonly reason?: string }> {
  const user = fenceData([{ label: "QUESTION", text: question }, ...fenceEvidence(evidence)]);
  const outcome = await askBySchema(
    model,
    { purpose: "Put passages in order", system, user, schema: replySchema, maxOutputTokens },
    context,
  );
  if (!outcome.isUsable) return { evidence, reason: outcome.reason };
  const order = outcome.value.order.slice(0, evidence.length * 2);
  const named = order.flatMap((id) => evidence.find((candidate) => candidate.id === id.trim()) ?? []);
  return { evidence: [...new Set([...named, ...evidence])] };
}
