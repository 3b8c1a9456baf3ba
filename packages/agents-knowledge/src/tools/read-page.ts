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
  /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
  contentHash: z.string(),
});

/** What reading a page answers: its text without what surrounds it. */
export type ReadPageResult = z.infer<typeof readPageResultSchema>;

/** Reads one page of the web. */
export async function readPage(
  { pages }: Pick<Services, "pages">,
  { url }: { url: string },
  { signal, runtime }: Pick<AgentContext, "signal" | "runtime">,
): Promise<ReadPageResult> {
  const { pageStarts, ...page } = await pages.read(url, { signal, runtime });
  return { type: "read_page", ...page, ...(pageStarts && { pageStarts: [...pageStarts] }) };
}
