export * from "@convoke/core";
export { type AgentRegistrar, type AllAgentsOptions, registerAllAgents } from "./register-all-agents.ts";
export { createEnhancedAgent } from "@convoke/enhanced-agent";
export { modelFromEnvironment, openAiModel } from "@convoke/language-model";
