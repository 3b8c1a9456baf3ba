import { blankCode } from "./blank-code.ts";
import { findCitations } from "./citations.ts";

const longestQuote = 2_000;
const mostQuotes = 50;
/** Fewer words than these in quotation marks are a name or a manner of speaking; more without a citation beside them. */
const fewestWords = 3;
const fewestLooseWords = 6;
/** The closing marks of each opening one: “ ”, " ", „ “, „ ”, « », » «, ‹ ›, 「 」. */
const closings: Readonly<Record<string, string>> = {
  "“": "”",
  '"': '"',
  "„": "“”",
  "«": "»",
  "»": "«",
  "「": "」",
};

/** The quotations that stand right beside a citation, each with what is cited there. */
export function findCitedQuotes(
  answer: string,
): readonly { readonly quote: string; readonly ids: readonly string[] }[] {
  const places = new Map<number, { readonly from: number; readonly to: number; readonly ids: string[] }>();
  for (const { id, from, to } of findCitations(answer)) {
    const place = places.get(from) ?? { from, to, ids: [] };
    place.ids.push(id.split(".")[0]!);
    places.set(from, place);
  }
  return [...places.values()]
    .slice(0, mostQuotes)
    .flatMap(({ from, to, ids }) =>
      [readBefore(answer, from), readAfter(answer, to)].flatMap((quote) =>
        quote === undefined || countWords(quote) < fewestWords ? [] : [{ quote, ids }],
      ),
    );
}

/** Longer quotations outside of code, wherever they stand. */
export function findLooseQuotes(answer: string): readonly string[] {
  const quotes: string[] = [];
  let lineAt = 0;
  for (const line of blankCode(answer).split("\n")) {
    for (const { 1: open = "", 2: blanked = "", 3: close = "", index } of line.matchAll(
      /(?<![\p{L}\p{N}])([“"„«「])(?=\S)([^“”"„«»「」]{1,2000})(?<=\S)([”"“»」])(?![\p{L}\p{N}])/gu,
    )) {
      // Marks within code quote nothing; code within marks is quoted.
      const start = lineAt + index + open.length;
      const inside = answer.slice(start, start + blanked.length);
      if (closings[open]?.includes(close) !== true || countWords(inside) < fewestLooseWords) continue;
      quotes.push(inside.trim());
      if (quotes.length >= mostQuotes) return quotes;
    }
    lineAt += line.length + 1;
  }
  return quotes;
}

/** The quotation that ends right before a citation: `“…” [E1]`. */
function readBefore(answer: string, from: number): string | undefined {
  let end = from - 1;
  while (end > 0 && from - end < 5 && /[\s.,;:]/.test(answer[end]!)) end -= 1;
  const close = answer[end] ?? "";
  const starts = Object.entries(closings)
    .filter(([, ends]) => close !== "" && ends.includes(close))
    .map(([open]) => (end === 0 ? -1 : answer.lastIndexOf(open, end - 1)));
  return takeQuote(answer, Math.max(-1, ...starts), end);
}

/** The quotation that begins right after a citation: `[E1]: “…”`. */
function readAfter(answer: string, to: number): string | undefined {
  let start = to;
  while (start - to < 4 && /[\s:,]/.test(answer[start] ?? "")) start += 1;
  const close = closings[answer[start] ?? ""];
  if (close === undefined || start === to) return undefined;
  const ends = [...close].map((mark) => answer.indexOf(mark, start + 1)).filter((end) => end !== -1);
  return takeQuote(answer, start, Math.min(...ends));
}

function takeQuote(answer: string, start: number, end: number): string | undefined {
  if (start < 0 || end <= start || end - start > longestQuote) return undefined;
  const quote = answer.slice(start + 1, end);
  return quote.includes("\n\n") ? undefined : quote.trim();
}

/** Words; of scripts without spaces, two letters count as one. */
function countWords(quote: string): number {
  const letters = quote.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return quote.split(/\s+/).length + Math.floor(letters / 2);
}
