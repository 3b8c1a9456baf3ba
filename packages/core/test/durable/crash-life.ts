import { appendFileSync } from "node:fs";
import { Orchestrator, type RunHandle, type Runtime, systemRuntime } from "@convoke/core";
import { createStoryAgents } from "./crash-agents.ts";
import { stories, variants } from "./crash-stories.ts";
import type { Store } from "./failing-store.ts";

const leaseMs = 30_000;

/** The system's runtime, but for the heartbeat, which comes when it is told to: where it comes is then no chance. */
function createPulse(runtime: Runtime = systemRuntime): Runtime & { beat(): void } {
  const due = new Set<() => void>();
  return {
    ...runtime,
    schedule(callback, delayMs, options) {
      if (delayMs !== leaseMs / 3) return runtime.schedule(callback, delayMs, options);
      due.add(callback);
      return () => due.delete(callback);
    },
    beat() {
      const callbacks = [...due];
      due.clear();
      for (const callback of callbacks) callback();
    },
  };
}

/** A process as far as the stories are concerned: an orchestrator with their agents, and somebody who answers questions. */
export function createLife(
  store: Store,
  notesPath: string,
  leave?: (orchestrator: Orchestrator, runId: string) => void,
): Orchestrator {
  const runtime = createPulse();
  const orchestrator = new Orchestrator({ store, runtime, leaseMs });
  const agents = createStoryAgents({
    note: (...parts) => appendFileSync(notesPath, `${JSON.stringify(parts)}\n`),
    beat: runtime.beat,
    leave: leave && ((runId) => leave(orchestrator, runId)),
  });
  for (const agent of agents) orchestrator.registerAgent(agent);
  orchestrator.subscribe(
    (event) => {
      if (event.type === "task-waiting") void orchestrator.answer(event.taskId, event.key, "agreed");
    },
    { types: ["task-waiting"] },
  );
  return orchestrator;
}

/** Runs every story in an orchestrator of its own; `onEnd` is told of those that are over. */
export function beginStories(store: Store, notesPath: string, onEnd: (runId: string) => void): void {
  for (const [name, { plan, options }] of Object.entries(stories)) {
    for (const variant of variants) {
      const runId = `${name}.${variant}`;
      const orchestrator = createLife(store, notesPath, (leaving) => {
        void leaving.close().then(() => onEnd(runId));
      });
      const { settled } = orchestrator.startRun(plan, { ...options, id: runId });
      // One that is given back is over when its orchestrator is closed.
      if (name === "released") settled.catch(() => undefined);
      else void settled.then(() => onEnd(runId));
    }
  }
}

/** Goes on with every run of the store. */
export async function resumeStories(
  store: Store,
  notesPath: string,
): Promise<{ readonly orchestrator: Orchestrator; readonly handles: readonly RunHandle<unknown>[] }> {
  const orchestrator = createLife(store, notesPath);
  return { orchestrator, handles: await orchestrator.resume() };
}
