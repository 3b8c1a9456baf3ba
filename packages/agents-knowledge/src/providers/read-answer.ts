import type { z } from "zod";
import type { ProviderContext } from "./search-provider.ts";
import { requestJson, type JsonRequest } from "./request-json.ts";
import { SearchError } from "./search-error.ts";

/** Sends a request and reads its answer by a schema; an answer of another shape is an `invalid_response`. */
export async function readAnswer<Answer>(
  request: JsonRequest,
  schema: z.ZodType<Answer>,
  context: ProviderContext,
): Promise<Answer> {
  const parsed = schema.safeParse(await requestJson(request, context));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue.path.length === 0 ? "the whole of it" : `"${issue.path.join(".")}"`;
  throw new SearchError(
    `${request.provider} answers with JSON of another shape, beginning with ${where}; check that baseUrl leads to its API.`,
    { provider: request.provider, reason: "invalid_response" },
  );
}
