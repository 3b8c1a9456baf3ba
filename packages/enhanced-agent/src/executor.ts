import type { AgentContext, TaskRequest } from "@convoke/core";
import type { EnhancedInput } from "./enhanced-input.ts";
import type { EnhancedResult } from "./enhanced-result.ts";
import { EnhancedAgentError } from "./errors/enhanced-agent-error.ts";
import type { LoopSetup } from "./loop/loop-setup.ts";
import { runLoop } from "./loop/run-loop.ts";

/** Characters of a prompt, at most. */
const longestPrompt = 1_048_576;

/** Reads what is asked for, and runs it. */
export async function executePrompt(
  { taskId, description, input }: TaskRequest<EnhancedInput | undefined>,
  context: AgentContext,
  setup: LoopSetup,
): Promise<EnhancedResult> {
  if (setup.method === "model") await chargeOnlyWhatIsSettled(context);
  const prompt = input?.prompt ?? description;
  checkPrompt(prompt);
  const { sessionId, delegationDepth = 0 } = input ?? {};
  return runLoop({ taskId, prompt, sessionId, delegationDepth }, setup, context);
}

/** A run that ends before its first reply was set aside an estimate, and would be charged it if nothing is reserved. */
async function chargeOnlyWhatIsSettled({ budget }: Pick<AgentContext, "budget">): Promise<void> {
  const reservation = await budget.reserve({ costUsd: 0, tokens: 0 });
  await reservation.settle({ costUsd: 0, tokens: 0 });
}

function checkPrompt(prompt: string): void {
  if (prompt.length > longestPrompt) {
    const message = `The prompt has ${prompt.length} characters; at most ${longestPrompt} are read. Shorten it, or put it into a file that an agent can read`;
    throw new EnhancedAgentError("invalid_prompt", message);
  }
  // Looked for, not replaced away: a prompt may be long.
  if (/[^\s\p{C}]/u.test(prompt)) return;
  throw new EnhancedAgentError(
    "invalid_prompt",
    'The prompt is empty. Say what is asked for, e.g. { prompt: "Research Python async patterns and create an implementation plan" }',
  );
}
