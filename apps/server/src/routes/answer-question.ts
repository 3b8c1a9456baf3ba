import type { z } from "@hono/zod-openapi";
import { type answerRequestSchema, type Approval, decisionSchema } from "../api/approval.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { writeCanonical } from "./canonical-text.ts";
import { describeIssues } from "./describe-issues.ts";

type Answer = z.infer<typeof answerRequestSchema>;

/**
 * Answers a task that waits. The first answer stays: the same one again changes nothing, another is refused with
 * `already_answered`. Throws `not_found` when nobody has asked.
 */
export async function answerQuestion({ taskId, key, value }: Answer, services: Services): Promise<void> {
  const { approvals, orchestrator, store } = services;
  const question = approvals.listOf(taskId).find((each) => each.key === key);
  if (question !== undefined && isDecision(question)) checkDecision(value);
  // Of a task that is under way while not every question is listed, nobody knows better.
  const mayAsk = approvals.isPartial && orchestrator.getTaskStatus(taskId)?.status === "in_progress";
  if (question !== undefined || mayAsk) await orchestrator.answer(taskId, key, value);
  const stored = await store.load(taskId.split("/", 1)[0] ?? "");
  const kept = stored?.answers.find((answer) => answer.taskId === taskId && answer.key === key);
  if (kept === undefined) {
    throw new ProblemError(
      ServerProblemCode.NOT_FOUND,
      `No task "${taskId}" waits for an answer to "${key}": GET /api/approvals lists the open questions.`,
    );
  }
  if (writeCanonical(kept.value) === writeCanonical(value)) return;
  throw new ProblemError(
    ServerProblemCode.ALREADY_ANSWERED,
    `The question "${key}" of task "${taskId}" was answered before with ${shorten(writeCanonical(kept.value))}: the first answer stays.`,
  );
}

const mostShown = 200;

function shorten(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)} …` : text;
}

/** The main agent names what it asks for so; see its `askApproval`. */
function isDecision({ agentType, key, action }: Approval): boolean {
  return action !== undefined || (agentType === "main" && key.startsWith("approve-"));
}

function checkDecision(value: unknown): void {
  const result = decisionSchema.safeParse(value, { reportInput: true });
  if (result.success) return;
  throw new ProblemError(
    ServerProblemCode.MALFORMED_REQUEST,
    'An action of the main agent is answered with true, false or { "approved": true or false, "reason": … }.',
    describeIssues("body.value", result.error.issues),
  );
}
