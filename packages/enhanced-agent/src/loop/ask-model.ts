import { type AgentContext, type ModelMessage, type ModelReply, streamWithinBudget } from "@convoke/core";
import type { ReplyReader, Transport } from "../transport/transport.ts";
import type { LoopSetup } from "./loop-setup.ts";
import { cutReply, longestReply, normalizeReply } from "./normalize-reply.ts";

/** One question to the model. */
export interface ModelTurn {
  /** Counts replies from 1. */
  readonly step: number;
  readonly messages: readonly ModelMessage[];
  readonly allowed: readonly string[];
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Rejects a question for which no time is left; a reply on record needs none. */
  requireTime(): void;
  /** Is given what the model writes around its actions, while it writes. */
  onText(text: string): void;
}

/**
 * Asks the model, or takes the reply that an earlier life of the run was given. What a model writes beyond what is read of a
 * message is not waited for.
 */
export function askModel(turn: ModelTurn, setup: LoopSetup, context: AgentContext): Promise<ModelReply> {
  return context.step(`a${context.attempt}-reply-${turn.step}`, () => streamReply(turn, setup, context));
}

async function streamReply(
  { step, messages, allowed, transport, signal, requireTime, onText }: ModelTurn,
  { model, maxOutputTokens, temperature, name }: LoopSetup,
  { budget }: AgentContext,
): Promise<ModelReply> {
  requireTime();
  const purpose = `${name}: step ${step}`;
  const request = {
    messages,
    ...transport.createRequestParts(allowed),
    maxOutputTokens,
    temperature,
    purpose,
  };
  const reader = transport.createReader();
  let text = "";
  for await (const delta of streamWithinBudget(model, request, { signal, budget })) {
    if (delta.type === "finish") return normalizeReply(delta.reply);
    if (typeof delta.text !== "string") continue;
    text += delta.text;
    if (text.length >= longestReply) return cutReply(text);
    show(reader, delta.text, onText);
  }
  return cutReply(text);
}

function show(reader: ReplyReader, piece: string, onText: (text: string) => void): void {
  const prose = reader.push(piece);
  if (prose !== "") onText(prose);
}
