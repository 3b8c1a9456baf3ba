import type { Agent, AgentContext, AttemptHost, Engine } from "@convoke/core";

/** Makes a broken engine out of a healthy one. */
export type EngineMutant = (healthy: Engine) => Engine;

type Run = (host: AttemptHost) => unknown;

/** Breaks the functions that `attach` answers with. */
export function alterRun(change: (run: Run, host: AttemptHost) => unknown): EngineMutant {
  return (healthy) => ({
    ...healthy,
    attach(agent) {
      const run = healthy.attach(agent);
      return (host) => change(run, host);
    },
  });
}

/** Breaks what an attempt sees of its host. */
export function alterHost(change: (host: AttemptHost) => Partial<AttemptHost>): EngineMutant {
  return alterRun((run, host) => run({ ...host, ...change(host) }));
}

/** Breaks the agent before it is attached. */
export function alterAgent(change: (agent: Agent) => Partial<Agent>): EngineMutant {
  return (healthy) => ({
    ...healthy,
    attach: (agent) => healthy.attach("executor" in agent ? { ...agent, ...change(agent) } : agent),
  });
}

/** Breaks the context that the executor is given. */
export function alterContext(
  change: (context: AgentContext, host: AttemptHost) => Partial<AgentContext>,
): EngineMutant {
  return (healthy) => ({
    ...healthy,
    attach: (agent) => (host) => {
      if (!("executor" in agent)) return healthy.attach(agent)(host);
      const executor: Agent["executor"] = (task, context) => {
        const { signal, attempt, idempotencyKey, budget, runtime, previous } = context;
        return agent.executor(task, {
          signal,
          attempt,
          idempotencyKey,
          budget,
          runtime,
          previous,
          report: (progress) => context.report(progress),
          delegate: (spec) => context.delegate(spec),
          findAgents: (query) => context.findAgents(query),
          step: (key, work) => context.step(key, work),
          waitFor: (key, schema) => context.waitFor(key, schema),
          ...change(context, host),
        });
      };
      return healthy.attach({ ...agent, executor })(host);
    },
  });
}

/** Breaks what a failed attempt fails with. */
export function alterFailure(change: (error: unknown) => unknown): EngineMutant {
  return alterRun(async (run, host) => {
    try {
      return await run(host);
    } catch (error) {
      throw change(error);
    }
  });
}
