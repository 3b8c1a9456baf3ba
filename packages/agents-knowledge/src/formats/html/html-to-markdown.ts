import type { ReadDocument, UnreadDocument } from "../document.ts";
import { chooseContent } from "./choose-content.ts";
import { cleanHtml } from "./clean-html.ts";
import { writeMarkdown } from "./write-markdown.ts";

/**
 * Reads the document of a page as Markdown, without scripts, navigation, forms and hidden text.
 *
 * `address` is where links start from; a path leaves relative links as they are. Documents that are too large, too
 * deep or too numerous in elements are refused with `too_large`, those without text with `empty`.
 */
export async function htmlToMarkdown(
  html: string,
  { address }: { readonly address: string },
): Promise<ReadDocument | UnreadDocument> {
  const clean = cleanHtml(html, address);
  if ("excess" in clean) return { reason: "too_large", message: `it holds ${clean.excess}` };
  const { root, title, heading } = await chooseContent(clean);
  const body = writeMarkdown(root);
  const text = heading === undefined ? body : `# ${heading}\n\n${body}`;
  if (body === "") return { reason: "empty", message: "it holds no text" };
  return { format: "html", text, ...(title !== undefined && title !== "" && { title }) };
}
