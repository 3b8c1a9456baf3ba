export * from "@convoke/core";
export { type AllAgentsOptions, registerAllAgents } from "./register-all-agents.ts";
