import { z } from "zod";
import type { ProviderResult } from "./search-provider.ts";
import { toPlainLine } from "./plain-text.ts";

/** One entry of a service's answer, in our words. */
export interface RawResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
  readonly score?: number | undefined;
}

/** A text that may be missing, empty or of another kind. */
export const looseText = z.string().catch("");

/** An answer of those services that call their list `results` and its texts `content`. */
export const contentAnswerSchema = z.object({ results: z.array(z.unknown()) });

/** One entry of it. */
export const contentEntrySchema = z
  .object({
    title: z.string(),
    url: z.string(),
    content: looseText,
    score: z.number().optional().catch(undefined),
  })
  .transform(({ title, url, content, score }) => ({ title, url, snippet: content, score }));

const maxTitle = 300;
const maxSnippet = 1_000;
const maxAddress = 2_048;

/**
 * The entries of a service's answer that fit `schema` and lead to a web page, as plain text, at most `maxResults`.
 * Whatever does not fit is left out.
 */
export function collectResults(
  entries: readonly unknown[],
  schema: z.ZodType<RawResult>,
  maxResults: number,
): ProviderResult[] {
  const results: ProviderResult[] = [];
  for (const entry of entries) {
    if (results.length >= maxResults) break;
    const parsed = schema.safeParse(entry);
    const url = parsed.success ? readWebAddress(parsed.data.url) : undefined;
    if (!parsed.success || url === undefined) continue;
    const { title, snippet, score } = parsed.data;
    results.push({
      title: toPlainLine(title, maxTitle) || url,
      url,
      snippet: toPlainLine(snippet, maxSnippet),
      ...(score !== undefined && Number.isFinite(score) && { score }),
    });
  }
  return results;
}

/** The address as it was given, if it is one of the web. */
export function readWebAddress(value: string): string | undefined {
  const given = value.trim();
  if (given.length > maxAddress) return undefined;
  const url = URL.parse(given);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  // What is written otherwise than addresses usually are is written as the URL standard has it.
  return /^https?:\/\/[!-[\]-~]+$/i.test(given) ? given : url.href;
}
