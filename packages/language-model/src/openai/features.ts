import { isFiltered, readRefusal } from "./translate-error.ts";

/** Fields that not every endpoint takes. */
export type Feature =
  | "responseFormat"
  | "allowedTools"
  | "tokensName"
  | "temperature"
  | "stop"
  | "streamUsage";

/** How an endpoint's message names a field that it does not take. */
const mentions: Readonly<Record<Feature, RegExp>> = {
  responseFormat: /response_?format|json_?schema|text\.format|structured.outputs?|\bgrammar\b/i,
  allowedTools: /allowed_?tools|tool_?choice/i,
  tokensName: /max_(?:completion_)?tokens/i,
  temperature: /temperature/i,
  stop: /\bstop\b/i,
  streamUsage: /stream_?options|include_usage/i,
};

/** These are also refused for a value that is out of range, which would be hidden by leaving them out. */
const needsWord: ReadonlySet<Feature> = new Set(["tokensName", "temperature", "stop"]);
const unsupported =
  /unsupported|not supported|does(?: not|n't) support|unknown|unrecognized|unexpected|not permitted|extra|instead/i;

/** What is left out when an endpoint does not say what it dislikes: what many do not know. */
const suspects: readonly Feature[] = ["responseFormat", "allowedTools", "streamUsage"];

/** What to leave out of the next try. */
export interface Concession {
  readonly features: readonly Feature[];
  /** False for a dislike of this very request, as of its schema. */
  readonly isLasting: boolean;
  /** True when the endpoint did not say what it dislikes. */
  readonly isGuess: boolean;
}

/**
 * What of the fields that were sent an endpoint refuses: those that its message names, else all that many endpoints do not
 * know. `undefined` when it is something else that it refuses.
 */
export function readConcession(error: unknown, sent: ReadonlySet<Feature>): Concession | undefined {
  const refusal = readRefusal(error);
  if (refusal === undefined || isFiltered(error)) return undefined;
  const { status = 0, code, param, message } = refusal;
  // 404: how some routers say that no provider takes all fields. 500 and 501: servers that fall over what they do not know.
  const isNamedOnly = status === 404 || status === 500 || status === 501;
  if (status !== 400 && status !== 422 && !isNamedOnly) return undefined;
  const text = `${param} ${code} ${message}`;
  const named = [...sent].filter(
    (feature) => mentions[feature].test(text) && (!needsWord.has(feature) || unsupported.test(text)),
  );
  const isLasting = !/(?:invalid|unsupported)[_ ](?:json[_ ])?schema|\bgrammar\b/i.test(text);
  if (named.length > 0) return { features: named, isLasting, isGuess: false };
  if (isNamedOnly || /context|model/i.test(text)) return undefined;
  const suspected = suspects.filter((feature) => sent.has(feature));
  return suspected.length === 0 ? undefined : { features: suspected, isLasting, isGuess: true };
}
