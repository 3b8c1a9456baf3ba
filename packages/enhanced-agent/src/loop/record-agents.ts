import type { AgentContext, AgentDescriptor } from "@convoke/core";

/**
 * Finds agents for actions. Who is registered is recorded once for each message of the model: a resumed run reads the names that
 * the model has written as before, and recognises the tasks that it has delegated, also when agents have come or gone since.
 */
export function recordAgents(context: AgentContext, countSteps: () => number): AgentContext["findAgents"] {
  let known: { readonly step: number; readonly agents: Promise<readonly AgentDescriptor[]> } | undefined;
  return (query) => {
    if (query !== undefined) return context.findAgents(query);
    const step = countSteps();
    if (known?.step !== step) known = { step, agents: record(context, step, known?.agents) };
    return known.agents;
  };
}

/** Records nothing when nobody has come or gone since the last time. */
async function record(
  context: AgentContext,
  step: number,
  before: Promise<readonly AgentDescriptor[]> | undefined,
): Promise<readonly AgentDescriptor[]> {
  const last = await before?.catch(() => undefined);
  const recorded = await context.step(`a${context.attempt}-agents-${step}`, async () => {
    const now = await context.findAgents();
    return last !== undefined && JSON.stringify(now) === JSON.stringify(last) ? null : now;
  });
  return recorded ?? last ?? context.findAgents();
}
