export { createManualRuntime, type ManualRuntime, type ManualRuntimeOptions } from "./manual-runtime.ts";
export {
  createScriptedAgent,
  type ScriptedAgent,
  type ScriptedAgentOptions,
  type ScriptedCall,
  type ScriptFunction,
  type ScriptStep,
} from "./scripted-agent.ts";
export {
  scriptedModel,
  type ModelScript,
  type ModelStep,
  type ScriptedModel,
  type ScriptedReply,
} from "./scripted-model.ts";
export { hold, type Hold, type HoldOptions } from "./held-attempt.ts";
export { recordEvents, type EventRecorder, type EventSource } from "./event-recorder.ts";
