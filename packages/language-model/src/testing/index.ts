export {
  type ModelScript,
  type ModelStep,
  scriptedModel,
  type ScriptedModel,
  type ScriptedReply,
} from "@convoke/core/testing";
