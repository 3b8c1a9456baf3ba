import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Orchestrator, type TaskArchive, type TaskStore } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { scriptedModel } from "@convoke/core/testing";
import { createEnhancedAgent } from "../src/enhanced-agent.ts";
import { createFinder } from "./support/run-main.ts";
import { answer, delegate, pass, plan, toScript } from "./support/turns.ts";

const script = toScript(
  [
    [plan("Find out how fast Rust is")],
    [delegate("knowledge", "How fast is Rust?")],
    [answer("Rust is fast [E1].")],
    [pass],
  ],
  "text",
);
/** Replies that the model is paid for when nothing happens. */
export const replyCount = script.length;

/** A process that runs the main agent; `onAsk` is told which reply, counted from 1, the model is asked for. */
export function createLife(
  store: TaskStore & TaskArchive,
  onAsk: (reply: number) => void,
): { readonly orchestrator: Orchestrator; readonly countFound: () => number } {
  const orchestrator = new Orchestrator({ store });
  const finder = createFinder();
  const model = scriptedModel(({ messages }) => {
    const reply = messages.filter(({ role }) => role === "assistant").length;
    onAsk(reply + 1);
    return script[reply]!;
  });
  orchestrator.registerAgent(createEnhancedAgent({ model, learn: false }));
  orchestrator.registerAgent(finder);
  return { orchestrator, countFound: () => finder.calls.length };
}

// As a process of its own: node killed-process.ts FILE REPLY. It is killed while the model works on that reply.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , path = "", last] = process.argv;
  const { orchestrator } = createLife(await sqliteStore({ path }), (reply) => {
    writeSync(1, `${reply}\n`);
    if (reply === Number(last)) process.kill(process.pid, "SIGKILL");
  });
  await orchestrator.delegateTask({ agentType: "main", description: "Is Rust fast?", id: "run" });
}
