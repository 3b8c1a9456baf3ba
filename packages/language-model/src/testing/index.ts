export {
  type ModelScript,
  type ModelStep,
  scriptedModel,
  type ScriptedModel,
  type ScriptedReply,
} from "@convoke/core/testing";
export { recordReplay, type RecordedModel, type RecordReplayOptions } from "./record-replay.ts";
export {
  createCassette,
  type Cassette,
  type CassetteEntry,
  type RecordedReply,
  type RecordedRequest,
} from "./cassette.ts";
export { languageModelCases } from "./language-model-cases.ts";
export { caseRequests } from "./case-requests.ts";
export type { CaseRequest, CaseRequests, ModelCase, ModelContext } from "./model-case.ts";
