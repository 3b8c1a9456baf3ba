/** What a frame reads like, checked and cut. */
export interface CheckedReading {
  readonly title: string;
  readonly lines: readonly (string | { readonly frame: number })[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly isTruncated: boolean;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads what a frame answered; `undefined` for what is no answer, and without what has a wrong shape. */
export function readReading(
  answer: unknown,
  maxCharacters: number,
  maxLinks: number,
): CheckedReading | undefined {
  if (typeof answer !== "string" || answer.length > 50_000_000) return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(answer);
  } catch {
    return undefined;
  }
  if (!isFields(raw) || !Array.isArray(raw.lines) || !Array.isArray(raw.links)) return undefined;
  const lines = raw.lines.flatMap((line: unknown): CheckedReading["lines"][number][] => {
    if (typeof line === "string") return [line.slice(0, maxCharacters)];
    return isFields(line) && Number.isSafeInteger(line.frame) ? [{ frame: line.frame as number }] : [];
  });
  const links = raw.links.slice(0, maxLinks).flatMap((link: unknown) => {
    if (!isFields(link) || typeof link.url !== "string" || !/^https?:/i.test(link.url)) return [];
    return [
      { text: typeof link.text === "string" ? link.text.slice(0, 200) : "", url: link.url.slice(0, 2000) },
    ];
  });
  const title = typeof raw.title === "string" ? raw.title.slice(0, 1000) : "";
  return { title, lines, links, isTruncated: raw.isTruncated === true };
}
