import { type LanguageModel, type ModelDelta, type ModelReply, Orchestrator } from "@convoke/core";
import { createEnhancedAgent } from "@convoke/enhanced-agent";

/** One run of the loop: how long it was, and what of the processor's time was its own. */
export interface MeasuredRun {
  readonly steps: number;
  /** Milliseconds of CPU for each reply of the model, the model and the delegated tasks left out as far as they can be. */
  readonly cpuMsPerStep: number;
}

const usage = { inputTokens: 0, outputTokens: 0 };
const longestPart = 120;

/**
 * Runs a main agent for so many replies of a model that thinks nothing: it plans, delegates a new task in each message, answers,
 * verifies and learns. The delegated agent does nothing.
 */
export async function measureRun(steps: number, historyTokens: number): Promise<MeasuredRun> {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(
    createEnhancedAgent({
      model: createTirelessModel(steps),
      historyTokens,
      stopWhen: [{ kind: "steps", most: steps }],
    }),
  );
  orchestrator.registerAgent({
    agentType: "echo",
    name: "Echo",
    description: "Says what it is told",
    capabilities: [],
    executor: ({ description }) => ({ answer: `${description} is known. `.repeat(8).slice(0, longestPart) }),
  });
  const before = process.cpuUsage();
  const task = await orchestrator.delegateTask({ agentType: "main", description: "Find out a lot" });
  const { user, system } = process.cpuUsage(before);
  await orchestrator.close();
  const result = task.result as { readonly steps?: number } | undefined;
  if (result?.steps !== steps)
    throw new Error(`The run did not take ${steps} steps: ${task.error ?? "it took others"}`);
  return { steps, cpuMsPerStep: (user + system) / 1_000 / steps };
}

function createTirelessModel(steps: number): LanguageModel {
  let said = 0;
  const write = (): string => {
    said += 1;
    if (said === 1) return "ACTION: PLAN\nSTEPS:\n- Find out much\n---END---";
    if (said === steps - 2) return "ACTION: ANSWER\nTEXT: All of it is known [E1].\n---END---";
    if (said === steps - 1) return "ACTION: VERIFY\nVERDICT: pass\n---END---";
    if (said === steps) return "ACTION: REFLECT\nLESSON: Ask the echo.\n---END---";
    return `I go on.\nACTION: DELEGATE\nAGENT_TYPE: echo\nTASK: Find out number ${said}\n---END---`;
  };
  const reply = (): ModelReply => ({ text: write(), usage, finishReason: "stop" });
  return {
    modelName: "tireless",
    estimate: () => ({ tokens: 0, costUsd: 0 }),
    generate: async () => reply(),
    async *stream(): AsyncIterable<ModelDelta> {
      const whole = reply();
      // In pieces, as a model writes.
      for (let at = 0; at < whole.text.length; at += 4)
        yield { type: "text", text: whole.text.slice(at, at + 4) };
      yield { type: "finish", reply: whole };
    },
  };
}
