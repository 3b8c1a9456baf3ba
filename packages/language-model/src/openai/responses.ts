import type { ModelFinishReason } from "@convoke/core";
import type {
  ResponseCreateParamsNonStreaming,
  ResponseCreateParamsStreaming,
} from "openai/resources/responses/responses";
import type { Protocol, RawReply, StreamReader } from "./protocol.ts";
import { asList, asRecord, asText, readToolCall, readUsage } from "./read-values.ts";
import { createReportedFailure } from "./reported-failure.ts";
import { buildResponsesBody } from "./responses-body.ts";

/** OpenAI's Responses. */
export const responsesProtocol: Protocol = {
  build: buildResponsesBody,
  ask: (client, body, signal) =>
    client.responses.create(body as unknown as ResponseCreateParamsNonStreaming, { signal }),
  open: (client, body, signal) =>
    client.responses.create({ ...body, stream: true } as unknown as ResponseCreateParamsStreaming, {
      signal,
    }),
  readReply,
  createReader,
};

function readReply(answer: unknown, createId: () => string): RawReply {
  const { status, output, error, incomplete_details: details, usage } = asRecord(answer);
  if (status === "failed") throw createReportedFailure(error);
  if (!Array.isArray(output)) throw new SyntaxError("an answer without output");
  const items = output.map(asRecord);
  const parts = items
    .filter(({ type }) => type === "message")
    .flatMap(({ content }) => asList(content).map(asRecord));
  const text = parts.map((part) => (part["type"] === "output_text" ? asText(part["text"]) : "")).join("");
  const refusal = parts.map((part) => asText(part["refusal"])).join("");
  const toolCalls = items
    .filter(({ type }) => type === "function_call")
    .map(({ call_id: id, name, arguments: written }) => readToolCall(id, name, written, createId));
  const counts = asRecord(usage);
  const cached = asRecord(counts["input_tokens_details"])["cached_tokens"];
  return {
    text: text === "" ? refusal : text,
    toolCalls,
    finishReason: readFinish(status, asRecord(details)["reason"], refusal !== "", toolCalls.length > 0),
    usage: readUsage(counts["input_tokens"], counts["output_tokens"], cached),
  };
}

function readFinish(
  status: unknown,
  reason: unknown,
  isRefused: boolean,
  hasCalls: boolean,
): ModelFinishReason {
  if (isRefused || reason === "content_filter") return "refusal";
  if (status === "incomplete") return "length";
  return hasCalls ? "tool-calls" : "stop";
}

function createReader(createId: () => string): StreamReader {
  const texts: string[] = [];
  const items: unknown[] = [];
  let answer: unknown;
  return {
    push(event) {
      if (typeof event !== "object" || event === null) throw new SyntaxError("an event that is no object");
      const { type, delta, response, item } = asRecord(event);
      if (type === "response.completed" || type === "response.incomplete" || type === "response.failed") {
        answer = response;
      }
      if (type === "response.output_item.done") items.push(item);
      if (type === "error") throw createReportedFailure(event);
      if (type !== "response.output_text.delta") return "";
      const text = asText(delta);
      texts.push(text);
      return text;
    },
    end() {
      if (answer === undefined) throw new SyntaxError("a stream that ended before the reply did");
      // Some servers end with a response that does not repeat what it consists of.
      const { output } = asRecord(answer);
      const isEmpty = asList(output).length === 0;
      const reply = readReply({ ...asRecord(answer), output: isEmpty ? items : output }, createId);
      const text = texts.join("");
      return text === "" ? reply : { ...reply, text };
    },
  };
}
