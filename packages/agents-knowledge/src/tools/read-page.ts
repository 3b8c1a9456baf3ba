import { z } from "zod";
import type { AgentContext } from "@convoke/core";
import type { Services } from "../services.ts";

/** What reading a page answers. */
export const readPageResultSchema = z.object({
  type: z.literal("read_page"),
  /** The address that was read in the end, after redirects. */
  url: z.string(),
  title: z.string(),
  format: z.enum(["markdown", "html", "text", "pdf", "source"]),
  /** Markdown for HTML, else the page's own text. */
  text: z.string(),
  /** Offset in `text` of the first character of each page of a PDF. */
  pageStarts: z.array(z.int().min(0)).optional(),
  /** SHA-256 of the page's whole text in UTF-8, in hexadecimal digits. */
  contentHash: z.string(),
  /** The page holds more text than `text` does. */
  truncated: z.literal(true).optional(),
});

/** What reading a page answers: its text without what surrounds it. */
export type ReadPageResult = z.infer<typeof readPageResultSchema>;

/** UTF-16 code units of text that are handed back, about what fits into the context of a large model. */
const mostCharacters = 200_000;

/** Reads one page of the web; text beyond `maxCharacters` is cut off, and `truncated` says so. */
export async function readPage(
  { pages }: Pick<Services, "pages">,
  { url, maxCharacters = mostCharacters }: { url: string; maxCharacters?: number },
  { signal, runtime }: Pick<AgentContext, "signal" | "runtime">,
): Promise<ReadPageResult> {
  const { pageStarts, ...page } = await pages.read(url, { signal, runtime });
  const text = cutText(page.text, maxCharacters);
  return {
    type: "read_page",
    ...page,
    text,
    ...(pageStarts && { pageStarts: pageStarts.filter((start) => start < text.length) }),
    ...(text.length < page.text.length && { truncated: true }),
  };
}

/** The beginning of a text, without half a character at its end. */
function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
