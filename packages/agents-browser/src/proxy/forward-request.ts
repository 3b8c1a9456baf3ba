import { type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import { selectEndToEndHeaders } from "./end-to-end-headers.ts";
import { createSocketCounter, type LaneContext, openUpstream } from "./open-upstream.ts";
import { describeRefusal, Refusal } from "./refusal.ts";
import { readRequestTarget } from "./request-target.ts";

const largestHead = 131_072;

/** Sends a plain http request on, and its answer back. Rejects with a `Refusal`, or whatever when the client is gone. */
export async function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  lane: LaneContext,
): Promise<void> {
  const url = readRequestTarget(request);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const signal = AbortSignal.any([lane.signal, gone.signal]);
  const { socket } = await openUpstream([url], lane, {
    port: Number(url.port || 80),
    signal,
    allowHalfOpen: false,
  });
  if (signal.aborted) return void socket.destroy();
  const count = createSocketCounter(socket, lane.meter);
  response.once("close", () => socket.destroy());

  const headers = ["Host", url.host, ...selectEndToEndHeaders(request.rawHeaders, ["host", "expect"])];
  if (request.headers["transfer-encoding"] !== undefined) headers.push("Transfer-Encoding", "chunked");
  headers.push("Connection", "close");
  await new Promise<void>((done, reject) => {
    const outgoing = sendRequest({
      // With any agent, `false` too, this would be passed over, and a connection of the agent's own be made.
      createConnection: () => socket,
      method: request.method ?? "GET",
      path: `${url.pathname}${url.search}`,
      headers,
      maxHeaderSize: largestHead,
      insecureHTTPParser: false,
    });
    outgoing.setTimeout(lane.idleMs, () => outgoing.destroy(new Error("no answer for too long")));
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new Refusal("unreachable", `${url.host} gave no proper answer: ${error.code ?? error.message}.`),
      );
    });
    // Never asked for, since upgrades are not passed on.
    outgoing.once("upgrade", () => outgoing.destroy(new Error("it changed the protocol")));
    outgoing.once("response", (answer) => {
      response.sendDate = false;
      response.writeHead(
        answer.statusCode ?? 502,
        answer.statusMessage ?? "",
        selectEndToEndHeaders(answer.rawHeaders),
      );
      // A head alone already shows the page that something comes.
      response.flushHeaders();
      answer.on("data", (chunk: Buffer) => {
        if (count() && !response.write(chunk)) answer.pause();
      });
      response.on("drain", () => answer.resume());
      answer.once("end", () => response.end());
      // What was cut must not look complete.
      answer.once("close", () => {
        if (!answer.complete) response.destroy();
        done();
      });
      answer.on("error", () => response.destroy());
    });
    request.on("data", (chunk: Buffer) => {
      if (!outgoing.write(chunk)) request.pause();
      count();
    });
    outgoing.on("drain", () => request.resume());
    request.once("end", () => outgoing.end());
    request.once("error", () => outgoing.destroy());
  });
}

/** Answers a refused request, and ends its connection: what follows on it belongs to nothing that was understood. */
export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { status, headers, body } = describeRefusal(refusal);
  response.writeHead(status, headers.flat());
  response.end(body);
}
