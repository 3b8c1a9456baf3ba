import { z } from "zod";
import { BrowserError } from "../errors/browser-error.ts";
import { type ExtractTools, locateData } from "../extract/extract-data.ts";
import { targetSchema } from "../program/target.ts";

/** What `extract_data` is given. */
export const extractDataSchema = z.strictObject({
  url: z.string().min(1).max(8192).optional(),
  schema: z.custom<object>((value) => typeof value === "object" && value !== null, {
    error: "schema must be a JSON Schema or a zod schema",
  }),
  target: targetSchema.optional(),
  rows: z.string().min(1).max(1000).optional(),
  fields: z.record(z.string().max(200), z.string().min(1).max(1000)).optional(),
});
export type ExtractDataInput = z.infer<typeof extractDataSchema>;

/** What `extract_data` returns. */
export interface ExtractDataResult {
  readonly type: "extract_data";
  /** The final address. */
  readonly url: string;
  /** As the schema asks for them. */
  readonly data: unknown;
  /** Of a list. */
  readonly count?: number;
  /** The caption or the CSS of the table, blocks or element that they were found in. */
  readonly foundIn: string;
}

/** What extracting works with. */
export interface ExtractDataContext extends ExtractTools {
  /** Goes to an address, within the policy. */
  readonly open: (url: string) => Promise<unknown>;
  /** Milliseconds for reading, once the page is open. */
  readonly timeoutMs: number;
}

/**
 * Goes to a page and reads typed data from it; rejects as `extractData` does, and with `invalid_program` for input of
 * another shape.
 *
 * @example
 * const schema = { type: "array", items: { type: "object", properties: { price: { type: "number" } } } };
 * const { data } = await extractDataTool({ url, schema }, { run, observer, open, timeoutMs: 10_000 });
 */
export async function extractDataTool(
  input: ExtractDataInput,
  { run, observer, open, timeoutMs }: ExtractDataContext,
): Promise<ExtractDataResult> {
  const parsed = extractDataSchema.safeParse(input);
  if (!parsed.success)
    throw new BrowserError(
      "invalid_program",
      `extract_data takes { url?, schema, target?, rows?, fields? }: ${z.prettifyError(parsed.error).slice(0, 1000)}`,
    );
  const { url, ...request } = parsed.data;
  if (url !== undefined) await open(url);
  const { data, foundIn } = await locateData(request, { run, observer }, { timeoutMs });
  const count = Array.isArray(data) ? { count: data.length } : {};
  return { type: "extract_data", url: run.page.url(), data, ...count, foundIn };
}
