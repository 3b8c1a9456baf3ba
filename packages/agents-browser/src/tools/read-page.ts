import { z } from "zod";
import { BrowserError } from "../errors/browser-error.ts";
import { readPageText } from "../observe/read-page-text.ts";
import type { BrowserRun } from "../session/browser-run.ts";

/** What `read_page` is given. */
export const readPageSchema = z.strictObject({ url: z.string().min(1).max(8192) });
export type ReadPageInput = z.infer<typeof readPageSchema>;

/** What `read_page` returns. */
export interface ReadPageResult {
  readonly type: "read_page";
  /** The final address, after redirects. */
  readonly url: string;
  readonly title: string;
  /** Visible text in reading order, at most 200,000 characters: headings with `#`, items with `-` or their number, rows with `|`. */
  readonly text: string;
  /** At most 1,000, to http and https addresses. */
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** Set when there is more than was read. */
  readonly truncated?: true;
}

/** What reading works with. */
export interface ReadPageContext {
  readonly run: BrowserRun;
  /** Goes to an address, within the policy. */
  readonly open: (url: string) => Promise<unknown>;
  /** Milliseconds for reading, once the page is open. */
  readonly timeoutMs: number;
}

const maxCharacters = 200_000;
const maxLinks = 1000;

/**
 * Goes to a page and reads what people can read there; scrolls through it first, for what loads only when it is seen.
 * Text that people cannot see is left out. Rejects with `invalid_program` for input of another shape.
 *
 * @example
 * const { title, text, links } = await readPage({ url: "https://example.org/" }, { run, open, timeoutMs: 10_000 });
 */
export async function readPage(
  input: ReadPageInput,
  { run, open, timeoutMs }: ReadPageContext,
): Promise<ReadPageResult> {
  const checked = readPageSchema.safeParse(input);
  if (!checked.success) {
    throw new BrowserError("invalid_program", `read_page takes { url }: ${z.prettifyError(checked.error)}`);
  }
  await open(checked.data.url);
  const { isTruncated, ...rest } = await readPageText(run, { maxCharacters, maxLinks, timeoutMs });
  return { type: "read_page", url: run.page.url(), ...rest, ...(isTruncated && { truncated: true }) };
}
