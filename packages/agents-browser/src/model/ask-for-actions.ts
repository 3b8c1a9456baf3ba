import { type AgentContext, callModel, type LanguageModel } from "@convoke/core";
import type { Conversation } from "./conversation.ts";
import type { ModelOptions } from "./model-options.ts";
import { type ModelAction, readReply, replySchema } from "./model-reply.ts";
import { oneLine } from "../observe/quote.ts";

/** Whom to ask, and how. */
export interface Asking extends Pick<AgentContext, "signal" | "budget"> {
  readonly model: LanguageModel;
  readonly conversation: Conversation;
  readonly options: ModelOptions;
  /** Told before each call. */
  readonly onCall: () => void;
}

/** What the model asks for, or why there is no reply. */
export type AskedActions =
  | { readonly actions: readonly ModelAction[]; readonly leftOut: number }
  | { readonly reason: string };

/** Asks until a reply can be read, as often as it may be mended. Rejects with the signal's reason. */
export async function askForActions(asking: Asking): Promise<AskedActions> {
  const { model, conversation, options, onCall, signal, budget } = asking;
  for (let repairs = 0; ; repairs += 1) {
    onCall();
    const question = {
      purpose: "Choose the next actions on a page",
      messages: conversation.messages,
      schema: replySchema,
      maxOutputTokens: options.maxOutputTokens,
    };
    const outcome = await callModel(model, question, { signal, budget });
    if (outcome.kind === "failed") return { reason: outcome.reason };
    const read = outcome.kind === "value" ? readReply(outcome.value) : { problem: outcome.problem };
    if ("actions" in read) {
      conversation.hear(JSON.stringify({ actions: read.actions }));
      return read;
    }
    if (repairs >= options.maxRepairs)
      return { reason: `no reply could be read: ${oneLine(read.problem, 200)}` };
    conversation.hear(outcome.text);
    conversation.correct(read.problem);
  }
}
