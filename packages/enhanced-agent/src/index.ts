export { EnhancedAgentError, type EnhancedAgentErrorReason } from "./errors/enhanced-agent-error.ts";
