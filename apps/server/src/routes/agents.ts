import { createRoute } from "@hono/zod-openapi";
import { agentListSchema, type CapabilityList, capabilityListSchema } from "../api/agent.ts";
import type { Services } from "../services.ts";
import { createRouter, json } from "./create-router.ts";

const agentsRoute = createRoute({
  method: "get",
  path: "/api/agents",
  summary: "List agents",
  responses: {
    200: json(agentListSchema, "The agents, and how each does; plug-ins that could not be loaded."),
  },
});

const capabilitiesRoute = createRoute({
  method: "get",
  path: "/api/capabilities",
  summary: "List capabilities",
  responses: { 200: json(capabilityListSchema, "What can be done, and by whom, in the order of names.") },
});

/** Who there is, and what they can do. */
export function agentRoutes({ agents }: Services) {
  return createRouter()
    .openapi(agentsRoute, (context) => context.json(agents.list(), 200))
    .openapi(capabilitiesRoute, (context) => context.json({ items: listCapabilities() }, 200));

  function listCapabilities(): CapabilityList["items"] {
    const found = new Map<string, CapabilityList["items"][number]>();
    for (const { agentType, name, capabilities } of agents.list().items) {
      for (const capability of capabilities) {
        const known = found.get(capability.name);
        const offering = { agentType, name };
        if (known === undefined) found.set(capability.name, { ...capability, agents: [offering] });
        else found.set(capability.name, { ...known, agents: [...known.agents, offering] });
      }
    }
    return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
