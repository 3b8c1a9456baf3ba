import { readPageText } from "../observe/read-page-text.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

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
 * Text that people cannot see is left out.
 *
 * @example
 * const { title, text, links } = await readPage({ url: "https://example.org/" }, { run, open, timeoutMs: 10_000 });
 */
export async function readPage(
  { url }: Pick<BrowserRequestOf<"read_page">, "url">,
  { run, open, timeoutMs }: ReadPageContext,
): Promise<ReadPageResult> {
  await open(url);
  const { isTruncated, ...rest } = await readPageText(run, { maxCharacters, maxLinks, timeoutMs });
  return { type: "read_page", url: run.page.url(), ...rest, ...(isTruncated && { truncated: true }) };
}
