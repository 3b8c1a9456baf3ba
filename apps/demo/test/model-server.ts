import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of the OpenAI shape on the loopback, and what it was asked. */
export interface ModelServer {
  readonly baseUrl: string;
  /** The `Authorization` header of each request. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/**
 * Starts a server whose model streams the replies in their order, the last one for all further requests. Requests
 * that do not stream are those of the specialists: it has nothing to say to them.
 */
export async function startModelServer(replies: readonly string[]): Promise<ModelServer> {
  const authorizations: (string | undefined)[] = [];
  let given = 0;
  const server = createServer(async (request, response) => {
    authorizations.push(request.headers.authorization);
    const { stream } = JSON.parse(await readBody(request)) as { stream?: boolean };
    const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
    const about = { id: "chat-1", created: 1, model: "tiny" };
    if (stream !== true) {
      const message = { role: "assistant", content: "I do not know.", refusal: null };
      response.setHeader("Content-Type", "application/json");
      const choices = [{ index: 0, message, finish_reason: "stop", logprobs: null }];
      response.end(JSON.stringify({ ...about, object: "chat.completion", choices, usage }));
      return;
    }
    const text = replies[Math.min(given++, replies.length - 1)] ?? "";
    const half = Math.ceil(text.length / 2);
    const chunks = [
      {
        choices: [
          { index: 0, delta: { role: "assistant", content: text.slice(0, half) }, finish_reason: null },
        ],
      },
      { choices: [{ index: 0, delta: { content: text.slice(half) }, finish_reason: null }] },
      { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
      { choices: [], usage },
    ];
    response.setHeader("Content-Type", "text/event-stream");
    for (const chunk of chunks)
      response.write(`data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", ...chunk })}\n\n`);
    response.end("data: [DONE]\n\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    authorizations,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) body += String(piece);
  return body;
}
