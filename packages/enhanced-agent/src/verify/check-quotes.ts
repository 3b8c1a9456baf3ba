import type { Evidence } from "../evidence/evidence.ts";
import type { Check } from "../machine/machine.ts";
import { listTexts } from "./basis-text.ts";
import { type CitedPlace, findCitations } from "./citations.ts";

/** A quotation and the evidence that it is said to come from: between two citations, either of them. */
interface PlacedQuote {
  readonly quote: string;
  readonly ids: readonly string[];
}

const longestQuote = 2_000;
const mostQuotes = 50;
/** Fewer words than these in quotation marks are a name or a manner of speaking. */
const fewestWords = 3;
const closingOf: Readonly<Record<string, string>> = { "“": "”", '"': '"', "„": "“", "«": "»" };
const openingsOf: Readonly<Record<string, string>> = { "”": "“", '"': '"', "“": "„", "»": "«" };

/** Whether each quotation that stands next to a citation occurs in what is cited; a check for each that does not. */
export function checkQuotes(answer: string, evidence: readonly Evidence[]): readonly Check[] {
  const quotes = findQuotes(answer);
  if (quotes.length === 0) return [];
  const texts = new Map<string, string>();
  const readPiece = (id: string): string => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const piece = evidence.find((each) => each.id === id);
    const text = piece === undefined ? "" : listTexts(piece).map(normalize).join("\n");
    texts.set(id, text);
    return text;
  };
  const failed = quotes.flatMap(({ quote, ids }): readonly Check[] => {
    // Who cites what does not exist is told so by another check.
    const known = ids.filter((id) => evidence.some((each) => each.id === id));
    if (known.length === 0 || known.some((id) => holds(readPiece(id), quote))) return [];
    const elsewhere = evidence.find(({ id }) => holds(readPiece(id), quote));
    return [
      {
        kind: "citation",
        about: `The quote “${shorten(quote)}” stands in ${known.join(", ")}`,
        passed: false,
        problem:
          elsewhere === undefined
            ? "It stands in no evidence: copy the words exactly, or say it without quotation marks."
            : `It stands in ${elsewhere.id}: cite [${elsewhere.id}] for it.`,
      },
    ];
  });
  return failed.length > 0
    ? failed
    : [{ kind: "citation", about: "Every quote stands in what it cites", passed: true }];
}

function findQuotes(answer: string): readonly PlacedQuote[] {
  const places = new Map<number, CitedPlace & { readonly ids: string[] }>();
  for (const cited of findCitations(answer)) {
    const [id] = cited.id.split(".");
    const place = places.get(cited.from) ?? { ...cited, ids: [] };
    place.ids.push(id!);
    places.set(cited.from, place);
  }
  const quotes = new Map<string, PlacedQuote>();
  for (const { from, to, ids } of [...places.values()].slice(0, mostQuotes)) {
    for (const quote of [readBefore(answer, from), readAfter(answer, to)]) {
      if (quote === undefined || quote.split(/\s+/).length < fewestWords) continue;
      const known = quotes.get(quote);
      quotes.set(quote, { quote, ids: [...(known?.ids ?? []), ...ids] });
    }
  }
  return [...quotes.values()];
}

/** The quotation that ends right before a citation: `“…” [E1]`. */
function readBefore(answer: string, from: number): string | undefined {
  let end = from - 1;
  while (end > 0 && from - end < 5 && /[\s.,;:]/.test(answer[end]!)) end -= 1;
  const opening = openingsOf[answer[end] ?? ""];
  if (opening === undefined) return undefined;
  const start = answer.lastIndexOf(opening, end - 1);
  return takeQuote(answer, start, end);
}

/** The quotation that begins right after a citation: `[E1]: “…”`. */
function readAfter(answer: string, to: number): string | undefined {
  let start = to;
  while (start - to < 4 && /[\s:,]/.test(answer[start] ?? "")) start += 1;
  const closing = closingOf[answer[start] ?? ""];
  if (closing === undefined || start === to) return undefined;
  const end = answer.indexOf(closing, start + 1);
  return takeQuote(answer, start, end);
}

function takeQuote(answer: string, start: number, end: number): string | undefined {
  if (start < 0 || end <= start || end - start > longestQuote) return undefined;
  const quote = answer.slice(start + 1, end);
  return quote.includes("\n\n") ? undefined : quote.trim();
}

/** Every part between marks of omission has to occur. */
function holds(text: string, quote: string): boolean {
  const parts = quote.split(/\[?(?:…|\.{3})\]?/).map(normalize);
  return parts.every((part) => text.includes(part));
}

/** Letters as they are in lower case; white space, kinds of quotation marks and Markdown do not count. */
function normalize(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[‐-―]/g, "-")
    .replace(/[*_`#>]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.,;:]+|[\s.,;:!?]+$/g, "");
}

function shorten(quote: string): string {
  const line = quote.replace(/\s+/g, " ");
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
