import type { AgentContext } from "@convoke/core";
import type { ReadPageResult } from "../pages/read-page-result.ts";
import type { Services } from "../services.ts";

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
