import { createRoute } from "@hono/zod-openapi";
import type { Plan } from "@convoke/core";
import { agentListSchema, capabilityListSchema } from "../api/agent.ts";
import { estimateSchema, planSchema } from "../api/plan.ts";
import { statisticsSchema } from "../api/statistics.ts";
import type { Services } from "../services.ts";
import { createRouter, json, problemResponse } from "./create-router.ts";

const agentsRoute = createRoute({
  method: "get",
  path: "/api/agents",
  responses: { 200: json(agentListSchema, "The agents, and how each does.") },
});
const capabilitiesRoute = createRoute({
  method: "get",
  path: "/api/capabilities",
  responses: { 200: json(capabilityListSchema, "What can be done, and by whom.") },
});
const statisticsRoute = createRoute({
  method: "get",
  path: "/api/statistics",
  responses: { 200: json(statisticsSchema, "What the server has done since it started.") },
});
const estimateRoute = createRoute({
  method: "post",
  path: "/api/estimate",
  request: { body: { content: { "application/json": { schema: planSchema } }, required: true } },
  responses: { 200: json(estimateSchema, "What the plan will take."), 400: problemResponse },
});

/** What there is, how it does, and what a plan would take. */
export function overviewRoutes(services: Services) {
  const { agents, orchestrator, minutes, approvals, since, configuration, store } = services;
  return createRouter()
    .openapi(agentsRoute, (context) => context.json(agents.list(), 200))
    .openapi(capabilitiesRoute, (context) => {
      const all = agents.list().items;
      const names = [
        ...new Set(all.flatMap(({ capabilities }) => capabilities.map(({ name }) => name))),
      ].sort();
      const items = names.flatMap((name) => {
        const offering = all.filter(({ capabilities }) => capabilities.some((each) => each.name === name));
        const capability = offering[0]?.capabilities.find((each) => each.name === name);
        const offered = offering.map(({ agentType, name }) => ({ agentType, name }));
        return capability === undefined ? [] : [{ ...capability, agents: offered }];
      });
      return context.json({ items }, 200);
    })
    .openapi(statisticsRoute, async (context) =>
      context.json(
        {
          ...orchestrator.getStatistics(),
          since,
          runningRuns: (await store.listRuns({ status: "running" })).items.length,
          openApprovals: approvals.list().length,
          costUsd: minutes.costUsd,
          tokens: minutes.tokens,
          isDurable: configuration.dataFolder !== undefined,
          minutes: minutes.list(),
        },
        200,
      ),
    )
    .openapi(estimateRoute, (context) =>
      context.json(orchestrator.estimate(context.req.valid("json") as Plan), 200),
    );
}
