import type { ModelMessage } from "@convoke/core";
import type { ConversationView } from "./conversation-view.ts";

/** Reads back what `createFirstMessage` and `formatObservation` wrote, also after trimming. */
export function readConversation(_messages: readonly ModelMessage[]): ConversationView {
  throw new Error("Not written yet.");
}
