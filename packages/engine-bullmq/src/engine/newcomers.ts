import type { AgentDescriptor, Runtime } from "@convoke/core";

/** More agents than these are not named to whoever looks for one. */
const namedAgents = 10;

/** Agents that may still come, and tasks that wait for them. */
export interface Newcomers {
  /** See `Engine.whenAbsent`: the answer to a task for which there is no agent. */
  whenAbsent(again: () => void): (() => void) | string | undefined;
  /** From now on agents are registered as they come; `list` tells who is there. Returns how to stop. */
  follow(list: () => readonly AgentDescriptor[]): () => void;
  /** Says that somebody has come. */
  tell(): void;
}

/** Lets tasks wait for `waitMs` milliseconds, from when agents are first followed. */
export function createNewcomers(runtime: Runtime, waitMs: number): Newcomers {
  const lists = new Set<() => readonly AgentDescriptor[]>();
  const waiting = new Set<() => void>();
  let until: number | undefined;
  let isOver = false;
  let cancelTimer: (() => void) | undefined;

  function tell(): void {
    const all = [...waiting];
    waiting.clear();
    stopTimer();
    for (const again of all) again();
  }

  function stopTimer(): void {
    cancelTimer?.();
    cancelTimer = undefined;
  }

  return {
    whenAbsent(again) {
      if (lists.size === 0 || until === undefined) return undefined;
      const leftMs = until - runtime.now();
      if (isOver || leftMs <= 0)
        return describe(
          [...lists].flatMap((list) => list()),
          waitMs,
        );
      waiting.add(again);
      cancelTimer ??= runtime.schedule(() => {
        isOver = true;
        tell();
      }, leftMs);
      return () => {
        waiting.delete(again);
        if (waiting.size === 0) stopTimer();
      };
    },
    follow(list) {
      lists.add(list);
      until ??= runtime.now() + waitMs;
      return () => {
        lists.delete(list);
        // Nobody would come any more.
        if (lists.size === 0) tell();
      };
    },
    tell,
  };
}

function describe(agents: readonly AgentDescriptor[], waitMs: number): string {
  const names = agents.slice(0, namedAgents).map(({ agentType, name }) => `${agentType} "${name}"`);
  if (agents.length > namedAgents) names.push(`${agents.length - namedAgents} more`);
  const there = names.length === 0 ? "No worker announces any agent" : `Workers announce ${names.join(", ")}`;
  return (
    `${there}: start a worker that hosts it, or look at the prefix and the name. ` +
    `Tasks wait for agents only in the first ${waitMs} ms of a coordinator (waitForAgentsMs)`
  );
}
