import type { Context } from "hono";
import { ServerProblemCode } from "../api/problem.ts";
import { explainMalformedBody } from "../http/check-body.ts";
import { ProblemError } from "../http/problem.ts";

/** How deep a body may nest: whoever walks it later may do so by recursion. */
const deepestNesting = 200;

const strictDecoder = new TextDecoder("utf-8", { fatal: true });

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Reads the body of a request as JSON. Throws a problem for another media type, for text that is no JSON, and for one that nests too deep. */
export async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header("content-type");
  if (type === undefined || !jsonType.test(type)) {
    const said = type === undefined ? "none is given" : `it is ${type.slice(0, 100)}`;
    throw new ProblemError(
      ServerProblemCode.UNSUPPORTED_MEDIA_TYPE,
      `The body must be JSON, with the header "Content-Type: application/json"; ${said}.`,
    );
  }
  const text = readText(await context.req.arrayBuffer());
  if (text.length > 2 * deepestNesting && nestsTooDeep(text)) {
    const problem = `nests deeper than ${deepestNesting} levels`;
    throw new ProblemError(ServerProblemCode.MALFORMED_REQUEST, `The body ${problem}.`, [
      { path: "body", message: problem },
    ]);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw await explainMalformedBody(context);
  }
}

/** Bytes that are no UTF-8 would become others: what was meant is not known. */
function readText(bytes: ArrayBuffer): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    const problem = "is no UTF-8: it has bytes that stand for no character";
    throw new ProblemError(ServerProblemCode.MALFORMED_REQUEST, `The body ${problem}.`, [
      { path: "body", message: problem },
    ]);
  }
}

const quote = 34;
const backslash = 92;

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = findEndOfText(text, index + 1);
    // Both opening brackets, `[` and `{`, and both closing ones.
    else if (code === 91 || code === 123) {
      if (++depth > deepestNesting) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
}

function findEndOfText(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === backslash) index++;
    else if (code === quote) return index;
  }
  return text.length;
}
