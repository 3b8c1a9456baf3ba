import { type ExtractTools, locateData } from "../extract/extract-data.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

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
 * Goes to a page and reads typed data from it; rejects as `extractData` does.
 *
 * @example
 * const schema = { type: "array", items: { type: "object", properties: { price: { type: "number" } } } };
 * const { data } = await extractDataTool({ type, url, schema }, { run, observer, open, timeoutMs: 10_000 });
 */
export async function extractDataTool(
  { url, schema, target, rows, fields }: BrowserRequestOf<"extract_data">,
  { run, observer, open, timeoutMs }: ExtractDataContext,
): Promise<ExtractDataResult> {
  await open(url);
  const { data, foundIn } = await locateData(
    { schema, target, rows, fields },
    { run, observer },
    { timeoutMs },
  );
  const count = Array.isArray(data) ? { count: data.length } : {};
  return { type: "extract_data", url: run.page.url(), data, ...count, foundIn };
}
