import { awaitUnlessAborted, type ModelDelta, type ModelReply, type ModelRequest } from "@convoke/core";
import { openCall } from "./call.ts";
import { createClientLoader, type LoadedClient } from "./client.ts";
import { createNegotiate } from "./negotiate.ts";
import type { OpenAiSettings } from "./openai-options.ts";
import type { Protocol, RawReply } from "./protocol.ts";
import { createRedact } from "./redact.ts";
import { createStopCutter } from "./stop-cutter.ts";
import { type ErrorContext, isFiltered, translateError } from "./translate-error.ts";
import { estimateInput, estimateTokens, readSpend } from "./usage.ts";

/** One endpoint, with what is known of it by now. */
export interface Conversation {
  ask(request: ModelRequest): Promise<ModelReply>;
  stream(request: ModelRequest): AsyncGenerator<ModelDelta>;
}

/** Creates what sends requests to an endpoint and reads its replies. */
export function createConversation(settings: OpenAiSettings, protocol: Protocol): Conversation {
  const { runtime, baseUrl, model, prices } = settings;
  const load = createClientLoader(settings);
  const negotiate = createNegotiate(settings, protocol);
  const redact = createRedact(settings.secrets);
  const createId = (): string => `call_${runtime.createId()}`;

  function createContext(loaded?: LoadedClient): ErrorContext {
    const isConnectionError = loaded?.isConnectionError ?? (() => false);
    return { host: baseUrl.host, model, redact, isConnectionError };
  }

  function toReply(raw: RawReply, text: string, request: ModelRequest): ModelReply {
    const written = raw.toolCalls.length === 0 ? raw.text : raw.text + JSON.stringify(raw.toolCalls);
    const usage = raw.usage ?? {
      inputTokens: estimateInput(request),
      outputTokens: estimateTokens(written),
      cachedTokens: 0,
    };
    return {
      text,
      ...(raw.toolCalls.length > 0 && { toolCalls: raw.toolCalls }),
      usage: readSpend(usage, prices),
      finishReason: raw.finishReason,
    };
  }

  /** A reply that was stopped for what the messages say; the endpoint counts nothing then, and may charge for the input. */
  function toRefusal(text: string, request: ModelRequest): ModelReply {
    return toReply({ text, toolCalls: [], finishReason: "refusal", usage: undefined }, text, request);
  }

  return {
    async ask(request) {
      const call = openCall(request.signal, settings);
      const { signal } = call;
      let context = createContext();
      try {
        const loaded = await awaitUnlessAborted(signal, load);
        context = createContext(loaded);
        const post = (body: object): Promise<unknown> => protocol.ask(loaded.client, { ...body }, signal);
        const answer = await negotiate({ request, isStream: false, call, context, post });
        const raw = protocol.readReply(answer, createId);
        const cutter = createStopCutter(request.stop ?? []);
        return toReply(raw, cutter.push(raw.text) + cutter.end(), request);
      } catch (error) {
        signal.throwIfAborted();
        if (isFiltered(error)) return toRefusal("", request);
        throw translateError(error, context);
      } finally {
        call.close();
      }
    },

    async *stream(request) {
      const call = openCall(request.signal, settings);
      const { signal } = call;
      let context = createContext();
      let text = "";
      try {
        const loaded = await awaitUnlessAborted(signal, load);
        context = createContext(loaded);
        const post = (body: object): Promise<AsyncIterable<unknown>> =>
          protocol.open(loaded.streamClient, { ...body }, signal);
        const events = await negotiate({ request, isStream: true, call, context, post });
        const reader = protocol.createReader(createId);
        const cutter = createStopCutter(request.stop ?? []);
        let hasText = false;
        for await (const event of events) {
          call.rest();
          signal.throwIfAborted();
          const read = reader.push(event);
          hasText ||= read !== "";
          const piece = cutter.push(read);
          text += piece;
          if (piece !== "") yield { type: "text", text: piece };
          call.touch();
        }
        call.rest();
        const raw = reader.end();
        // What a refusal says comes apart from the text, and some servers send the text at the end only.
        const rest = (hasText ? "" : cutter.push(raw.text)) + cutter.end();
        if (rest !== "") yield { type: "text", text: rest };
        // The client ends a stream that was aborted as if it were complete.
        signal.throwIfAborted();
        yield { type: "finish", reply: toReply(raw, text + rest, request) };
      } catch (error) {
        signal.throwIfAborted();
        if (!isFiltered(error)) throw translateError(error, context);
        yield { type: "finish", reply: toRefusal(text, request) };
      } finally {
        call.close();
      }
    },
  };
}
