import { z } from "zod";

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
