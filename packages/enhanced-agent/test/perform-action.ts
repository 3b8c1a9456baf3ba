import { type Agent, type AgentContext, Orchestrator } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import type { ActionDefinition, ActionOutcome } from "../src/action/action-definition.ts";
import { createLedger, type Ledger } from "../src/evidence/ledger.ts";
import type { ActionContext } from "../src/loop/action-context.ts";

/** An action with the values of its fields. */
export type Performed = readonly [definition: ActionDefinition, fields: Readonly<Record<string, unknown>>];

/** What a scripted main agent did. */
export interface Performance {
  readonly outcomes: readonly ActionOutcome[];
  readonly ledger: Ledger;
}

/**
 * Performs actions within a real task of a real orchestrator: each entry after the other, the actions of a list among them at
 * the same time and with turns, as the loop does it.
 */
export async function perform(
  agents: readonly Agent[],
  script: readonly (Performed | readonly Performed[])[],
  more: Partial<Pick<ActionContext, "plan" | "answer" | "prompt">> = {},
): Promise<Performance> {
  const ledger = createLedger();
  const outcomes: ActionOutcome[] = [];
  const run = async (agent: AgentContext): Promise<void> => {
    let { plan } = more;
    for (const entry of script) {
      const group = (Array.isArray(entry[0]) ? entry : [entry]) as readonly Performed[];
      const started: Promise<ActionOutcome>[] = [];
      for (const [at, [definition, fields]] of group.entries()) {
        const before = [...started];
        const context: ActionContext = {
          prompt: "Explain lists in React",
          answer: undefined,
          ...more,
          agent: handOverInOrder(agent, before),
          unordered: agent,
          turn: async () => void (await Promise.allSettled(before)),
          plan,
          evidence: ledger.evidence,
          delegations: ledger.delegations,
          key: `a1-${at}`,
          record: ledger.record,
        };
        const action = {
          name: definition.name,
          fields: fields as never,
          written: { line: 1, recovered: false },
        };
        started.push(Promise.resolve(definition.handle(action, context)));
      }
      outcomes.push(...(await Promise.all(started)));
      const last = outcomes.at(-1)?.result;
      if (last?.type === "planned") plan = last.plan;
    }
  };
  const orchestrator = new Orchestrator();
  const main = createScriptedAgent({ agentType: "main", script: [(_task, context) => run(context)] });
  for (const each of [main, ...agents]) orchestrator.registerAgent(each);
  const task = await orchestrator.delegateTask({ agentType: "main", description: "Do it" });
  await orchestrator.close();
  if (task.status !== "completed") throw new Error(`The main task did not complete: ${task.error}`);
  return { outcomes, ledger };
}

/** As the loop does it: tasks run at once, and are handed over in the order of the actions. */
function handOverInOrder(agent: AgentContext, before: readonly Promise<unknown>[]): AgentContext {
  return {
    signal: agent.signal,
    attempt: agent.attempt,
    idempotencyKey: agent.idempotencyKey,
    budget: agent.budget,
    runtime: agent.runtime,
    previous: agent.previous,
    report: (progress) => agent.report(progress),
    findAgents: (query) => agent.findAgents(query),
    step: (key, work) => agent.step(key, work),
    waitFor: (key, schema) => agent.waitFor(key, schema),
    delegate: async (spec) => {
      const task = await agent.delegate(spec);
      await Promise.allSettled(before);
      return task;
    },
  };
}
