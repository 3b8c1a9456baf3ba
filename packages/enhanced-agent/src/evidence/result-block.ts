import type { DataBlock } from "@convoke/core";
import type { Delegation } from "../loop/delegation.ts";
import type { SeenResult } from "../prompt/conversation-view.ts";
import type { Evidence } from "./evidence.ts";

/** What the model is shown of a settled task. */
export function toResultBlock(delegation: Delegation, evidence?: Evidence): DataBlock {
  throw new Error(`not written yet: ${delegation.taskId} ${evidence?.id}`);
}

/** The inverse of `toResultBlock`; `undefined` for any other block. */
export function readResultBlock(block: DataBlock): SeenResult | undefined {
  throw new Error(`not written yet: ${block.label}`);
}
