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
      let before: Promise<unknown> = Promise.resolve();
      const performed = group.map(([definition, fields], at) => {
        const context: ActionContext = {
          prompt: "Explain lists in React",
          answer: undefined,
          ...more,
          agent,
          plan,
          evidence: ledger.evidence,
          delegations: ledger.delegations,
          key: `a1-${at}`,
          turn: before,
          record: ledger.record,
        };
        const action = {
          name: definition.name,
          fields: fields as never,
          written: { line: 1, recovered: false },
        };
        const outcome = Promise.resolve(definition.handle(action, context));
        before = Promise.allSettled([before, outcome]);
        return outcome;
      });
      outcomes.push(...(await Promise.all(performed)));
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
