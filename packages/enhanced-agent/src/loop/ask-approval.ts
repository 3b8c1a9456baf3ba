import {
  type AgentContext,
  awaitUnlessAborted,
  describeThrown,
  ErrorCode,
  OrchestrationError,
} from "@convoke/core";
import { z } from "zod";
import type { Action } from "../action/action-definition.ts";
import type { ApprovalDecision, Approve, PendingApproval } from "./approval.ts";

const schema = z.union(
  [z.boolean(), z.looseObject({ approved: z.boolean(), reason: z.string().optional() })],
  { error: "must be true, false, or { approved: true or false, reason?: text }" },
);

/** What was decided, in one form. */
export interface Decision {
  readonly approved: boolean;
  readonly reason?: string;
}

/** What is asked, and of whom. */
export interface ApprovalQuestion {
  readonly action: Action;
  readonly shown: string;
  readonly key: string;
  readonly approve: Approve | "wait";
}

const longestReason = 500;

/**
 * Asks for leave. A decision is recorded, so that a resumed run does not ask again; a function that throws denies, and so does
 * an answer that is no decision. Rejects with the signal's reason when it aborts before anybody has decided.
 */
export async function askApproval(
  { action, shown, key, approve }: ApprovalQuestion,
  context: AgentContext,
): Promise<Decision> {
  const name = `approve-${key}`;
  if (approve === "wait") return waitForDecision(name, context);
  const pending: PendingApproval = {
    key,
    action: action.name,
    fields: action.fields,
    shown,
    taskId: context.idempotencyKey,
  };
  return context.step(name, async () => {
    const { signal } = context;
    try {
      return readDecision(schema.parse(await awaitUnlessAborted(signal, () => approve(pending, { signal }))));
    } catch (error) {
      signal.throwIfAborted();
      const said = error instanceof z.ZodError ? "the answer was no decision" : describeThrown(error);
      return { approved: false, reason: `approve failed: ${said}`.slice(0, longestReason) };
    }
  });
}

async function waitForDecision(name: string, context: AgentContext): Promise<Decision> {
  try {
    return readDecision(await awaitUnlessAborted(context.signal, () => context.waitFor(name, schema)));
  } catch (error) {
    if (!OrchestrationError.is(error) || error.code !== ErrorCode.INVALID_INPUT) throw error;
    return { approved: false, reason: "the answer was no decision" };
  }
}

function readDecision(decision: ApprovalDecision): Decision {
  if (typeof decision === "boolean") return { approved: decision };
  const { approved, reason } = decision;
  return { approved, ...(reason !== undefined && { reason: reason.slice(0, longestReason) }) };
}
