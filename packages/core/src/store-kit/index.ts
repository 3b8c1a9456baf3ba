// For authors of stores and engines: what every store checks, and how values become JSON.
export { copyJson, findUnserializable, writeJson, type UnserializablePart } from "../json/canonical-json.ts";
export {
  checkCount,
  checkLeaseTerms,
  checkRetention,
  checkRunId,
  checkWrites,
  readCursor,
  readRunId,
} from "../stores/check-arguments.ts";
export { createLeaseLostError } from "../stores/lease-lost.ts";
export { briefPageSize, pageSize, runPageSize } from "../stores/page-sizes.ts";
export { isProgress } from "../stores/progress.ts";
export { refuseUnknownNames } from "../errors/unknown-names.ts";
export { showValue } from "../errors/show-value.ts";
