import { measureCpu } from "./measure-cpu.ts";

// A process of its own: prints what the first plan of a process costs, part by part, in milliseconds of processor time.

const core = await measureCpu(() => import("@convoke/core"));
const planner = await measureCpu(() => import("@convoke/agents-planner"));
const now = Date.UTC(2026, 0, 1);
const language = await measureCpu(() => planner.value.createGoalReader({ now }));
const orchestrator = new core.value.Orchestrator();
orchestrator.registerAgent(planner.value.createPlannerAgent());
const plan = (description: string) =>
  measureCpu(() => orchestrator.delegateTask({ agentType: "planner", description }));
const first = await plan("Build a REST API for invoices with authentication");
const second = await plan("Compare Hono, Fastify and Express for a small team");
console.log(
  JSON.stringify({
    importCoreMs: core.cpuMs,
    importPlannerMs: planner.cpuMs,
    loadLanguageMs: language.cpuMs,
    firstPlanMs: first.cpuMs,
    secondPlanMs: second.cpuMs,
  }),
);
