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
    const fail = (error: NodeJS.ErrnoException): void => {
      socket.destroy();
      reject(
        new Refusal("unreachable", `${url.host} gave no proper answer: ${error.code ?? error.message}.`),
      );
    };
    outgoing.on("error", fail);
    // Never asked for, since upgrades are not passed on.
    outgoing.once("upgrade", () => fail(new Error("it changed the protocol")));
    outgoing.once("response", (answer) => {
      answer.on("error", () => response.destroy());
      response.sendDate = false;
      try {
        writeAnswerHead(answer, response);
      } catch (error) {
        return fail(error as Error);
      }
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
    });
    request.on("data", (chunk: Buffer) => {
      if (!outgoing.write(chunk)) request.pause();
      count();
    });
    outgoing.on("drain", () => request.resume());
    request.once("end", () => outgoing.end());
    request.on("error", () => outgoing.destroy());
  });
}

/** Throws for what no server may send as its last word: a status of another time, or a reason with control characters. */
function writeAnswerHead(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 0, statusMessage = "", rawHeaders } = answer;
  if (statusCode < 200) throw new Error(`the status ${statusCode}`);
  response.writeHead(statusCode, statusMessage, selectEndToEndHeaders(rawHeaders));
}

/**
 * Answers a refused request, and ends its connection: what follows on it belongs to nothing that was understood. Without
 * a refusal nobody waits for an answer.
 */
export function answerRefusal(response: ServerResponse, refusal: Refusal | undefined): void {
  if (refusal === undefined || response.headersSent || response.destroyed) return void response.destroy();
  const { status, statusText, headers, body } = describeRefusal(refusal);
  response.writeHead(status, statusText, headers.flat());
  response.end(body);
}
