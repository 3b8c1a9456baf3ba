export * from "@convoke/core";
export { type AgentRegistrar, type AllAgentsOptions, registerAllAgents } from "./register-all-agents.ts";
export { type AgentEvent, createEnhancedAgent, type EnhancedResult } from "@convoke/enhanced-agent";
export { modelFromEnvironment, openAiModel } from "@convoke/language-model";
