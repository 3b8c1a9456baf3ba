export * from "@convoke/core";
export { type AgentRegistrar, type AllAgentsOptions, registerAllAgents } from "./register-all-agents.ts";
