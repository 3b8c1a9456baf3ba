import { OrchestrationError } from "@convoke/core";
import { describeThrown } from "@convoke/core";
import { ModelError, type ModelErrorReason } from "../errors/model-error.ts";
import type { Redact } from "./redact.ts";

/** What an endpoint said when it refused, as far as it said so. */
export interface Refusal {
  readonly status: number | undefined;
  readonly code: string;
  readonly param: string;
  readonly message: string;
  readonly headers: Headers | undefined;
}

/** Who was asked, and how its errors are read. */
export interface ErrorContext {
  readonly host: string;
  readonly model: string;
  readonly redact: Redact;
  readonly isConnectionError: (error: unknown) => boolean;
}

const advice: Readonly<Record<ModelErrorReason, string>> = {
  invalid_options: "Check the options.",
  invalid_request: "Check the request, or ask a model that takes it.",
  context_too_long: "Send less, ask for a shorter reply, or use a model with a larger context.",
  unauthorized: "Check the key, and that it may use this model.",
  rate_limited: "Send less often, or ask later.",
  quota_exceeded: "Add credit to the account, or use another key.",
  model_not_found: "Check the name of the model, and that the base URL is right (most end with /v1).",
  unreachable: "Check the base URL, the network, and that the server runs.",
  timeout: "Ask for less, or raise timeoutMs.",
  bad_response: "Check that the base URL is that of an OpenAI-compatible API (most end with /v1).",
  server_error: "Ask again later.",
  runtime_missing: "Install what is missing.",
};

const tooLong =
  /context[ _](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|exceeds? the (?:available )?context/i;

/** What the client's errors hold of an endpoint's refusal; `undefined` for those that are none. */
export function readRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("status" in error) || !("code" in error)) return undefined;
  const { status, code, param, headers } = error as unknown as Readonly<Record<string, unknown>>;
  const inBody = Number(code);
  return {
    // In a stream the status is in the body, if anywhere.
    status: typeof status === "number" ? status : inBody >= 400 && inBody < 600 ? inBody : undefined,
    code: String(code ?? ""),
    param: String(param ?? ""),
    message: error.message,
    headers: headers instanceof Headers ? headers : undefined,
  };
}

const filterCodes: ReadonlySet<string> = new Set(["content_filter", "content_policy_violation"]);

/** Whether an endpoint refuses to answer for what the messages say: a refusal of the model's kind, though it comes as an error. */
export function isFiltered(error: unknown): boolean {
  const { status = 400, code = "", message = "" } = readRefusal(error) ?? {};
  if (status !== 400) return false;
  return filterCodes.has(code) || (code === "invalid_prompt" && /\bflagged\b|usage polic/i.test(message));
}

/** What went wrong as a `ModelError`. Errors of Convoke are handed back as they are; secrets are taken out of everything. */
export function translateError(error: unknown, context: ErrorContext): OrchestrationError {
  if (OrchestrationError.is(error)) return error;
  const { host, model, redact } = context;
  const refusal = context.isConnectionError(error) ? undefined : readRefusal(error);
  const isUnreachable = refusal === undefined && isNetworkError(error, context);
  // What is not of our own making or the parser's is the client, fallen over a shape that it did not expect.
  const isLegible = refusal !== undefined || isUnreachable || error instanceof SyntaxError;
  const said = showText(
    isLegible ? redact(refusal?.message ?? describeChain(error)) : "an answer of another shape",
  );
  const reason =
    refusal !== undefined ? readRefusalReason(refusal) : isUnreachable ? "unreachable" : "bad_response";
  const what = describe(reason, refusal?.status);
  return new ModelError(reason, `${host} (model ${model}) ${what}: ${endSentence(said)} ${advice[reason]}`, {
    // Not the error itself: it holds headers and the body of the answer, which may repeat the key.
    cause: new Error(said),
    details: { host, model, ...(refusal?.status !== undefined && { status: refusal.status }) },
  });
}

/** The network's own errors have a cause or a code; all others come of an answer that cannot be read. */
function isNetworkError(error: unknown, { isConnectionError }: ErrorContext): boolean {
  return (
    isConnectionError(error) || (error instanceof Error && (error.cause !== undefined || "code" in error))
  );
}

function readRefusalReason({ status = 0, code, message }: Refusal): ModelErrorReason {
  if (/insufficient_quota|billing/.test(code) || status === 402) return "quota_exceeded";
  if (/^context_length|exceed_context/.test(code) || status === 413) return "context_too_long";
  if (status !== 429 && tooLong.test(message)) return "context_too_long";
  if (status === 401 || status === 403 || code === "invalid_api_key") return "unauthorized";
  if (status === 404 || code === "model_not_found") return "model_not_found";
  if (status === 408) return "timeout";
  if (status === 429 || code.startsWith("rate_limit")) return "rate_limited";
  if (status >= 500 || status === 0) return "server_error";
  if (status < 400) return "bad_response";
  return "invalid_request";
}

function describe(reason: ModelErrorReason, status: number | undefined): string {
  const shown = status === undefined ? "" : ` (${status})`;
  if (status !== undefined && status < 400) return `answered with a redirect${shown}, which is not followed`;
  if (reason === "unreachable") return "did not answer";
  if (reason === "bad_response") return "sent what is no reply";
  if (reason === "server_error") return `failed${shown}`;
  if (reason === "rate_limited") return `wants fewer requests${shown}`;
  return `refused the request${shown}`;
}

/** What an error says, with its causes: the connection's own are behind two of others. */
function describeChain(error: unknown): string {
  const messages: string[] = [];
  for (let each = error, depth = 0; each !== undefined && depth < 5; depth += 1) {
    const message = describeThrown(each);
    if (!messages.includes(message)) messages.push(message);
    each = each instanceof Error ? each.cause : undefined;
  }
  return messages.join(": ");
}

const longestText = 400;

/** One line, cut; secrets must be out already, since a cut one would not be recognised. */
function showText(text: string): string {
  const line = text
    .slice(0, 10 * longestText)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
