import type { ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { type Answer, events, json } from "./openai-server.ts";
import { chatChunks, chatCompletion, response, responseEvents, type Shaped } from "./recorded-shapes.ts";

/** The two APIs. */
export const apis = ["chat", "responses"] as const;
export type Api = (typeof apis)[number];

/** The answer that an API gives to a request of `generate`. */
export function answerWith(api: Api, shaped: Shaped): Answer {
  return json(api === "chat" ? chatCompletion(shaped) : response(shaped));
}

/** The answer that an API gives to a request of `stream`: events of `letters` characters, in pieces of `size` bytes. */
export function streamWith(api: Api, shaped: Shaped, { letters = 4, size = Infinity } = {}): Answer {
  return events(api === "chat" ? chatChunks(shaped, letters) : responseEvents(shaped, letters), { size });
}

/** A request with what a test does not care for. */
export function createRequest(given: Partial<ModelRequest> = {}): ModelRequest {
  return {
    messages: [
      { role: "system", content: "Be short." },
      { role: "user", content: "Hello?" },
    ],
    maxOutputTokens: 50,
    signal: new AbortController().signal,
    purpose: "test",
    ...given,
  };
}

/** Reads a stream to its end. */
export async function collect(
  stream: AsyncIterable<ModelDelta>,
): Promise<{ texts: string[]; reply: ModelReply | undefined }> {
  const texts: string[] = [];
  let reply: ModelReply | undefined;
  for await (const delta of stream) {
    if (delta.type === "text") texts.push(delta.text);
    else reply = delta.reply;
  }
  return { texts, reply };
}
