import { formatChange } from "../observe/format-change.ts";
import { formatObservation } from "../observe/format-observation.ts";
import type { Observation } from "../observe/observation.ts";
import { countTokens, cutTokens } from "./count-tokens.ts";

/** What a model has been told of a page. */
export interface PageAccount {
  readonly text: string;
  readonly observation: Observation;
  /** Refs of the elements that it has been told of. */
  readonly told: ReadonlySet<string>;
}

/** How much is told, and what for. */
export interface AccountOptions {
  readonly maxTokens: number;
  readonly goal: string;
  /** Takes the values of secrets out: in full they may only stand in the text that people see. */
  readonly redact: (text: string) => string;
}

const leastTokens = 100;
const mostAttempts = 4;

/** A page as it is, at most so many tokens. */
export function describePage(observation: Observation, options: AccountOptions): PageAccount {
  const text = fit(options, (limits) => options.redact(formatObservation(observation, limits)));
  return { text, observation, told: new Set(listRefs(text)) };
}

/**
 * What came, changed and went since a page was told; `undefined` when the page is better told anew: it is another one, more
 * has changed than there is room for, or something came into view that was left out before.
 */
export function describeChange(
  { observation: before, told }: PageAccount,
  after: Observation,
  { maxTokens, redact }: Omit<AccountOptions, "goal">,
): PageAccount | undefined {
  const earlier = new Map(before.elements.map(({ ref, isInView }) => [ref, isInView]));
  const isMissing = after.elements.some(
    ({ ref, isInView, isInteractive }) =>
      isInteractive && isInView && earlier.get(ref) === false && !told.has(ref),
  );
  if (isMissing) return undefined;
  const text = redact(formatChange(before, after, { maxTokens: Math.max(leastTokens, maxTokens) }));
  // Elements without a sign, and counts of what is left out, stand only in a page that is told in full or cut.
  if (/^\s*(?:\[|… )/m.test(text) || countTokens(text) > maxTokens) return undefined;
  return { text, observation: after, told: new Set([...told, ...listRefs(text)]) };
}

/** Other letters take more tokens than those that the format counts on: then it is asked for less. */
function fit(
  { maxTokens, goal }: Pick<AccountOptions, "maxTokens" | "goal">,
  write: (limits: { readonly maxTokens: number; readonly goal: string }) => string,
): string {
  let limit = Math.max(leastTokens, maxTokens);
  let text = write({ maxTokens: limit, goal });
  for (let attempt = 1; countTokens(text) > maxTokens && attempt < mostAttempts; attempt += 1) {
    limit = Math.max(leastTokens, Math.floor((limit * maxTokens * 0.95) / countTokens(text)));
    text = write({ maxTokens: limit, goal });
  }
  return cutTokens(text, maxTokens);
}

/** Texts of pages are in quotes and in one line: none of them can begin like this. */
function listRefs(text: string): string[] {
  return [...text.matchAll(/^\s*(?:[+~] )?\[(\S{1,40}?)\] /gm)].map(([, ref]) => ref!);
}
