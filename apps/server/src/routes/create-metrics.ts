import type { DurableEvent } from "@convoke/core";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Services } from "../services.ts";

/** What a Prometheus server collects. */
export interface Metrics {
  readonly contentType: string;
  /** Notes an answered request; `route` is a pattern, never an address. */
  noteRequest(method: string, route: string, status: number): void;
  /** The metrics as text. */
  collect(): Promise<string>;
}

/** Agent types that get a label of their own; tasks of the others are counted together. */
const mostAgentTypes = 50;

/** Counts from the orchestrator's events, until that is closed; a registry of its own, so that two servers of a process do not mix. */
export function createMetrics(services: Services): Metrics {
  const { orchestrator, events, runLimit, approvals } = services;
  const registry = new Registry();
  const registers = [registry];
  const tasks = new Counter({
    name: "convoke_tasks_total",
    help: "Tasks that have settled",
    labelNames: ["agent_type", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "convoke_task_duration_seconds",
    help: "Time from start to end of tasks that have settled",
    labelNames: ["agent_type"],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800],
    registers,
  });
  const cost = new Counter({ name: "convoke_cost_usd_total", help: "USD that tasks have used", registers });
  const tokens = new Counter({
    name: "convoke_tokens_total",
    help: "Tokens of language models that tasks have used",
    registers,
  });
  const runs = new Counter({
    name: "convoke_runs_total",
    help: "Runs that have settled",
    labelNames: ["status"],
    registers,
  });
  const requests = new Counter({
    name: "convoke_http_requests_total",
    help: "Requests that were answered",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const sumAgents = (part: "running" | "waiting"): number =>
    orchestrator.getAgentStatus().reduce((sum, agent) => sum + agent[part], 0);
  gauge("convoke_attempts_running", "Attempts that run now", () => sumAgents("running"));
  gauge("convoke_tasks_waiting", "Tasks that wait for a slot of an agent", () => sumAgents("waiting"));
  gauge("convoke_runs_active", "Runs that are under way", () => runLimit.active);
  gauge("convoke_event_subscribers", "Streams of events that are open", () => events.subscribers);
  gauge("convoke_approvals_open", "Questions that wait for an answer", () => approvals.list().length);

  const labelled = new Set<string>();
  // Whoever asks for a task may write any agent type: only those that exist become labels.
  const labelOf = (agentType: string): string => {
    if (labelled.has(agentType)) return agentType;
    if (labelled.size === mostAgentTypes || orchestrator.findAgents({ agentType }).length === 0)
      return "other";
    labelled.add(agentType);
    return agentType;
  };
  const noteSettled = ({ task }: Extract<DurableEvent, { type: "task-settled" }>): void => {
    const agent_type = labelOf(task.agentType);
    tasks.inc({ agent_type, status: task.status });
    const { startedAt, finishedAt, spend } = task;
    if (startedAt !== undefined && finishedAt !== undefined)
      durations.observe({ agent_type }, (finishedAt - startedAt) / 1_000);
    if (spend === undefined) return;
    cost.inc(Math.max(0, spend.costUsd));
    tokens.inc(Math.max(0, spend.tokens));
  };
  orchestrator.subscribe(
    (event) => {
      if (event.type === "task-settled") noteSettled(event);
      else if (event.type === "run-settled") runs.inc({ status: event.status });
    },
    { types: ["task-settled", "run-settled"] },
  );

  // Handed to the registry when somebody asks: a look-up by labels for every request would cost more than a small answer.
  const answered = new Map<string, { method: string; route: string; status: string; count: number }>();
  let isComplete = false;
  return {
    contentType: registry.contentType,
    noteRequest(method, route, status) {
      const name = `${method} ${status} ${route}`;
      const known = answered.get(name);
      if (known === undefined) answered.set(name, { method, route, status: String(status), count: 1 });
      else known.count++;
    },
    collect() {
      // What watches the process costs something, and is started by the first who wants it.
      if (!isComplete) collectDefaultMetrics({ register: registry });
      isComplete = true;
      requests.reset();
      for (const { count, ...labels } of answered.values()) requests.inc(labels, count);
      return registry.metrics();
    },
  };
}
