import { ErrorCode } from "../errors/error-code.ts";
import type { Agent } from "../registry/agent.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { AttemptHost, AttemptRequest } from "./engine.ts";
import { HostedContext } from "./hosted-context.ts";
import { validateValue } from "./validate-value.ts";

/**
 * Runs one attempt where the executor is: input schema, executor, output schema.
 *
 * Returns what the executor returns when there is no schema, so that synchronous work stays synchronous.
 */
export function runAttempt(agent: Agent, host: AttemptHost, runtime: Runtime): unknown {
  const { request } = host;
  const { inputSchema, outputSchema } = agent;
  if (inputSchema === undefined && outputSchema === undefined) {
    return agent.executor(request, new HostedContext(host, request, runtime));
  }
  return runValidated(agent, host, request, runtime);
}

async function runValidated(
  agent: Agent,
  host: AttemptHost,
  request: AttemptRequest,
  runtime: Runtime,
): Promise<unknown> {
  const { inputSchema, outputSchema, agentType, name } = agent;
  const whose = `of task ${request.taskId} for agent ${agentType} "${name}"`;
  const input =
    inputSchema === undefined
      ? request.input
      : await validateValue(inputSchema, request.input, ErrorCode.INVALID_INPUT, `The input ${whose}`);
  // It may have been stopped while its input was validated.
  if (host.signal.aborted) throw host.signal.reason;
  const result = await agent.executor({ ...request, input }, new HostedContext(host, request, runtime));
  return outputSchema === undefined
    ? result
    : validateValue(outputSchema, result, ErrorCode.INVALID_OUTPUT, `The result ${whose}`);
}
