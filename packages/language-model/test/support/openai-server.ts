import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { takeTurn } from "./turns.ts";

/** The fields of a request's body that tests look into; the rest is compared as it is. */
export interface SeenBody {
  readonly stream?: boolean;
  /** Chat Completions. */
  readonly messages: { role: string; content: string }[];
  /** Responses. */
  readonly input: { role: string; content: string }[];
  readonly response_format?: { readonly json_schema: unknown };
  readonly text?: { readonly format: unknown };
  readonly tool_choice?: { readonly type?: unknown };
  readonly [name: string]: unknown;
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: SeenBody;
  /** Resolves when the connection of this request is closed before its answer was complete. */
  readonly aborted: Promise<void>;
}

/** Answers one request. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void | Promise<void>;

/** A server of the OpenAI shape on the loopback. */
export interface OpenAiServer extends AsyncDisposable {
  readonly baseURL: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a server that gives its answers in order, or that of a function of the request; an unexpected request gets 418. */
export async function startServer(
  answers: readonly Answer[] | ((request: SeenRequest) => Answer),
): Promise<OpenAiServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const aborted = Promise.withResolvers<void>();
    response.on("close", () => {
      if (!response.writableFinished) aborted.resolve();
    });
    const request = {
      path: message.url ?? "",
      headers: message.headers,
      body: JSON.parse(Buffer.concat(chunks).toString() || "null") as SeenBody,
      aborted: aborted.promise,
    };
    requests.push(request);
    const answer =
      typeof answers === "function"
        ? answers(request)
        : (answers[requests.length - 1] ?? json({}, { status: 418 }));
    await answer(response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An answer of JSON. */
export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A refusal in OpenAI's shape. */
export function refuse(
  status: number,
  message: string,
  {
    code = null,
    param = null,
    headers = {},
  }: { code?: string | null; param?: string | null; headers?: Record<string, string> } = {},
): Answer {
  return json({ error: { message, type: "error", code, param } }, { status, headers });
}

/** An answer of bytes as they are; `open` leaves it unfinished, and `reset` cuts the connection. */
export function raw(
  pieces: readonly (string | Uint8Array)[],
  { type = "text/event-stream", end = "end" }: { type?: string; end?: "end" | "open" | "reset" } = {},
): Answer {
  return async (response) => {
    response.writeHead(200, { "content-type": type });
    response.flushHeaders();
    for (const piece of pieces) {
      await new Promise<void>((resolve) => response.write(piece, () => resolve()));
      // A turn of the loop between two writes, so that they leave as two.
      await takeTurn();
    }
    if (end === "end") response.end();
    if (end === "reset") response.destroy();
  };
}

/** Server-sent events, cut into pieces of so many bytes wherever that falls. */
export function events(
  list: readonly unknown[],
  { size = Infinity, end = "end" }: { size?: number; end?: "end" | "open" | "reset" } = {},
): Answer {
  const text = list
    .map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`)
    .join("");
  const bytes = Buffer.from(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size)
    pieces.push(bytes.subarray(at, Math.min(bytes.length, at + size)));
  return raw(pieces, { end });
}

/** Cuts the connection before anything was said. */
export const reset: Answer = (response) => {
  response.socket?.resetAndDestroy();
};
