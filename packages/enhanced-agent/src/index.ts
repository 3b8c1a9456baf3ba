// for everyone who asks
export { createEnhancedAgent, type EnhancedAgent } from "./enhanced-agent.ts";
export type { EnhancedAgentOptions } from "./enhanced-options.ts";
export { type EnhancedInput, enhancedInputSchema } from "./enhanced-input.ts";
export type { EnhancedResult } from "./enhanced-result.ts";
export { ruleModel } from "./rules/rule-model.ts";
export { EnhancedAgentError, type EnhancedAgentErrorReason } from "./errors/enhanced-agent-error.ts";
export type { AgentEvent } from "./loop/agent-event.ts";
export type { Approve, ApprovalDecision, PendingApproval } from "./loop/approval.ts";
export type { StopCondition } from "./machine/stop-condition.ts";
export type { Delegation } from "./loop/delegation.ts";
export type { Evidence, EvidenceSource } from "./evidence/evidence.ts";
export { AgentState } from "./machine/agent-state.ts";
export type { Check, PlannedStep, RunPlan } from "./machine/machine.ts";
export type { Lesson, LessonStore } from "./lessons/lesson-store.ts";
export { memoryLessonStore, type MemoryLessonStoreOptions } from "./lessons/memory-lesson-store.ts";
export type { Exchange, SessionStore } from "./conversation/session-store.ts";
export { memorySessionStore, type MemorySessionStoreOptions } from "./conversation/memory-session-store.ts";

// for authors of actions
export { defineAction } from "./action/define-action.ts";
export { shippedActions } from "./actions/shipped-actions.ts";
export { formatAction } from "./action/format-action.ts";
export { formatMaskTable } from "./prompt/mask-table.ts";
export type {
  ActionGrammar,
  ActionProblem,
  ActionProblemCode,
  ParsedMessage,
  WrittenAction,
} from "./action/written-action.ts";
export type {
  Action,
  ActionDefinition,
  ActionField,
  ActionFieldKind,
  ActionFields,
  ActionOutcome,
  ActionWriting,
  FieldValues,
} from "./action/action-definition.ts";
export { type ActionParser, createActionParser, parseActions } from "./action/action-parser.ts";
export type { ActionContext } from "./loop/action-context.ts";
export type { ActionResult } from "./machine/machine.ts";
