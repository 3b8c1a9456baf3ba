import type { Context } from "hono";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

const jsonPattern = /^application\/(?:[\w.+-]+\+)?json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;

/**
 * Refuses a body that is too large, before it is read where its length is told and while it is read where not, and one that is no JSON.
 *
 * Rejects with `body_too_large` or `unsupported_media_type`.
 */
export async function checkBody(context: Context, maxBodyBytes: number): Promise<void> {
  const { req } = context;
  const length = req.header("content-length");
  const isChunked = req.header("transfer-encoding") !== undefined;
  const isFromNode = (context.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  if (!isChunked && (length === "0" || (length === undefined && (isFromNode || req.raw.body === null))))
    return;
  if (length !== undefined && !(Number(length) <= maxBodyBytes)) refuseSize(maxBodyBytes);
  const encoding = req.header("content-encoding");
  if (encoding !== undefined && encoding !== "identity")
    refuseType(`The body is encoded as ${encoding.slice(0, 100)}: send it as it is.`);
  const type = req.header("content-type");
  if (type === undefined || !jsonPattern.test(type))
    refuseType(
      `The body is ${type === undefined ? "of no type" : `"${type.slice(0, 100)}"`}: send JSON in UTF-8 with Content-Type: application/json.`,
    );
  if (isChunked || length === undefined) await readWithin(context, maxBodyBytes);
}

/** Reads a body of unknown length, and puts what was read in its place. */
async function readWithin({ req }: Context, maxBodyBytes: number): Promise<void> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) refuseSize(maxBodyBytes);
    chunks.push(chunk);
  }
  req.raw = new Request(req.raw.url, {
    method: req.raw.method,
    headers: req.raw.headers,
    signal: req.raw.signal,
    body: Buffer.concat(chunks),
  });
}

function refuseSize(maxBodyBytes: number): never {
  throw new ProblemError(
    ServerProblemCode.BODY_TOO_LARGE,
    `The body is larger than ${maxBodyBytes} bytes: send less, or raise CONVOKE_MAX_BODY_BYTES.`,
    undefined,
    // What follows is not read: the connection is of no use any more.
    { connection: "close" },
  );
}

function refuseType(detail: string): never {
  throw new ProblemError(ServerProblemCode.UNSUPPORTED_MEDIA_TYPE, detail, undefined, {
    "accept-post": "application/json",
  });
}

/** What to answer when the JSON of a body cannot be read: what is wrong, and where. */
export async function explainMalformedBody({ req }: Context): Promise<ProblemError> {
  const text = await req.text().catch(() => "");
  let reason = "is empty";
  try {
    if (text.trim() !== "") JSON.parse(text);
  } catch (error) {
    // The platform's message quotes the text, which may hold secrets: only the place is told.
    const position = /position (\d+)/.exec(String(error))?.[1];
    reason = `is no JSON: ${position === undefined ? "it ends too early" : describePlace(text, Number(position))}`;
  }
  return new ProblemError(ServerProblemCode.MALFORMED_REQUEST, `The body ${reason}.`, [
    { path: "body", message: reason },
  ]);
}

function describePlace(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `see line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
