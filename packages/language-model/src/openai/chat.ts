import type { ModelFinishReason, ModelToolCall } from "@convoke/core";
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionCreateParamsStreaming,
} from "openai/resources/chat/completions";
import { buildChatBody } from "./chat-body.ts";
import type { Protocol, RawReply, RawUsage, StreamReader } from "./protocol.ts";
import { asList, asRecord, asText, readToolCall, readUsage } from "./read-values.ts";
import { createReportedFailure } from "./reported-failure.ts";

/** Chat Completions. */
export const chatProtocol: Protocol = {
  build: buildChatBody,
  ask: (client, body, signal) =>
    client.chat.completions.create(body as unknown as ChatCompletionCreateParamsNonStreaming, { signal }),
  open: (client, body, signal) =>
    client.chat.completions.create(
      { ...body, stream: true } as unknown as ChatCompletionCreateParamsStreaming,
      { signal },
    ),
  readReply(answer, createId) {
    const { choices, error } = asRecord(answer);
    const { message, finish_reason: finish } = asRecord(findChoice(choices));
    if (typeof message !== "object" || message === null) {
      // Routers say 200 and then that whom they asked has failed.
      if (typeof error === "object" && error !== null) throw createReportedFailure(error);
      throw new SyntaxError("an answer without choices[0].message");
    }
    const { content, refusal, tool_calls: calls } = asRecord(message);
    const toolCalls = asList(calls).map((call) => {
      const { id, function: called } = asRecord(call);
      return readToolCall(id, asRecord(called)["name"], asRecord(called)["arguments"], createId);
    });
    return finishReply(readContent(content), asText(refusal), toolCalls, finish, readChatUsage(answer));
  },
  createReader,
};

interface PartialCall {
  readonly index: unknown;
  id: string;
  name: string;
  written: unknown;
}

function createReader(createId: () => string): StreamReader {
  const texts: string[] = [];
  let refusal = "";
  let finish: unknown;
  let usage: RawUsage | undefined;
  const calls: PartialCall[] = [];

  function readCall(delta: unknown): void {
    const { index, id, function: called } = asRecord(delta);
    const { name, arguments: written } = asRecord(called);
    // Some servers leave the index out, and send each call whole; an id that is new begins another call, too.
    const isNew = (call: PartialCall): boolean => asText(id) !== "" && call.id !== "" && call.id !== id;
    const last = calls.at(-1);
    let call =
      typeof index === "number"
        ? calls.findLast((each) => each.index === index)
        : last !== undefined && !isNew(last)
          ? last
          : undefined;
    if (call === undefined || (typeof index === "number" && isNew(call) && asText(name) !== "")) {
      call = { index, id: "", name: "", written: "" };
      calls.push(call);
    }
    call.id ||= asText(id);
    // The name comes once, except from servers that repeat it.
    call.name ||= asText(name);
    if (typeof written === "string") call.written = asText(call.written) + written;
    else if (written !== undefined && written !== null) call.written = written;
  }

  return {
    push(event) {
      if (typeof event !== "object" || event === null) throw new SyntaxError("an event that is no object");
      usage = readChatUsage(event) ?? usage;
      const { delta, finish_reason: reason } = asRecord(findChoice(asRecord(event)["choices"]));
      if (reason !== undefined && reason !== null) finish = reason;
      const { content, refusal: refused, tool_calls: called } = asRecord(delta);
      refusal += asText(refused);
      for (const call of asList(called)) readCall(call);
      const text = readContent(content);
      if (text !== "") texts.push(text);
      return text;
    },
    end() {
      if (finish === undefined) throw new SyntaxError("a stream that ended before the reply did");
      const toolCalls = calls.map(({ id, name, written }) => readToolCall(id, name, written, createId));
      return finishReply(texts.join(""), refusal, toolCalls, finish, usage);
    },
  };
}

/** One reply is asked for. Where a server gives several, it is the one that is numbered 0, wherever it stands. */
function findChoice(choices: unknown): unknown {
  return asList(choices).find((choice) => {
    const { index } = asRecord(choice);
    return typeof index !== "number" || index === 0;
  });
}

/** Text, or its parts, as some servers send it. */
function readContent(content: unknown): string {
  if (typeof content === "string") return content;
  return asList(content)
    .map((part) => asText(asRecord(part)["text"]))
    .join("");
}

function readChatUsage(answer: unknown): RawUsage | undefined {
  const usage = asRecord(asRecord(answer)["usage"]);
  const cached = asRecord(usage["prompt_tokens_details"])["cached_tokens"];
  return readUsage(usage["prompt_tokens"], usage["completion_tokens"], cached);
}

function finishReply(
  content: string,
  refusal: string,
  toolCalls: readonly ModelToolCall[],
  finish: unknown,
  usage: RawUsage | undefined,
): RawReply {
  const text = content === "" ? refusal : content;
  return { text, toolCalls, finishReason: readFinish(finish, refusal, toolCalls), usage };
}

function readFinish(
  finish: unknown,
  refusal: string,
  toolCalls: readonly ModelToolCall[],
): ModelFinishReason {
  if (finish === "content_filter" || refusal !== "") return "refusal";
  if (finish === "length") return "length";
  // A call that was required ends with "stop", too.
  return toolCalls.length > 0 ? "tool-calls" : "stop";
}
