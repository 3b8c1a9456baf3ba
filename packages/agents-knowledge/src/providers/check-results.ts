import { z } from "zod";
import type { ProviderResult } from "./search-provider.ts";
import { looseText, readWebAddress } from "./collect-results.ts";
import { SearchError } from "./search-error.ts";

const resultSchema = z
  .object({
    title: z.string().transform((title) => title.slice(0, 300).toWellFormed()),
    url: z.string().transform(readWebAddress).optional().catch(undefined),
    file: z.string().max(4_096).optional().catch(undefined),
    line: z.int().min(1).optional().catch(undefined),
    snippet: looseText.transform((snippet) => snippet.slice(0, 2_000).toWellFormed()),
    score: z.number().optional().catch(undefined),
  })
  .refine(({ url, file }) => url !== undefined || file !== undefined);

/**
 * What a provider answered, as its contract has it: whoever wrote it, results without a place, with an address that
 * is none of the web, or beyond `maxResults` are left out.
 */
export function checkResults(provider: string, answer: unknown, maxResults: number): ProviderResult[] {
  if (!Array.isArray(answer)) {
    const message = `${provider} answers with ${answer === null ? "null" : typeof answer} where its contract has a list of results; mend the provider.`;
    throw new SearchError(message, { provider, reason: "invalid_response" });
  }
  const results: ProviderResult[] = [];
  for (const entry of answer) {
    if (results.length >= maxResults) break;
    const parsed = resultSchema.safeParse(entry);
    if (!parsed.success) continue;
    const { title, url, file, line, snippet, score } = parsed.data;
    results.push({
      title,
      ...(url !== undefined && { url }),
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      snippet,
      ...(score !== undefined && { score }),
    });
  }
  return results;
}
