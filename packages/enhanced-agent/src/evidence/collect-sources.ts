import { toLine } from "./clip.ts";
import { type Data, type DataObject, isDataObject, readNumber, readObjects, readText } from "./read-data.ts";

/** A quote, or a place, as a result names it. */
export interface DescribedSource {
  readonly quote: string;
  readonly title?: string;
  readonly location?: string;
  readonly line?: number;
}

const mostSources = 12;
const [longestQuote, longestTitle, longestLocation] = [600, 200, 2_000];
/** The lists in which results name what they rest on, the most telling first. */
const lists = ["citations", "evidence", "findings", "passages", "results"];

/** What a result rests on: its quotes with their places, each place once, at most 12. */
export function collectSources(data: Data): readonly DescribedSource[] {
  if (!isDataObject(data)) return [];
  const named = lists.flatMap((list) => readObjects(data[list]).flatMap((entry) => readSource(entry) ?? []));
  const all = named.length > 0 ? named : (readPage(data) ?? readPlaces(data["sources"]));
  const known = new Set<string>();
  return all
    .filter((source) => {
      const key = JSON.stringify([source.quote, source.location, source.line]);
      return known.size < known.add(key).size;
    })
    .slice(0, mostSources);
}

/** A quote with its place beside it or in a `source` of its own, as agents and this one write them. */
function readSource(entry: DataObject): DescribedSource | undefined {
  const source = isDataObject(entry["source"]) ? entry["source"] : entry;
  const quote = readText(entry["quote"]) ?? readText(entry["snippet"]) ?? readText(entry["statement"]);
  const location =
    readText(source["url"]) ??
    readText(source["file"]) ??
    readText(source["location"]) ??
    readText(entry["source"]);
  if (quote === undefined || (location === undefined && readText(entry["quote"]) === undefined))
    return undefined;
  return createSource({
    quote,
    title: readText(source["title"]),
    location,
    line: readNumber(source["line"]),
  });
}

/** Places, with quotes where there are some: addresses, files, or objects that name one. */
function readPlaces(sources: Data | undefined): readonly DescribedSource[] {
  if (!Array.isArray(sources)) return [];
  return (sources as readonly Data[]).slice(0, 2 * mostSources).flatMap((source) => {
    const parts: DataObject = isDataObject(source) ? source : { location: source };
    const location = readText(parts["url"]) ?? readText(parts["file"]) ?? readText(parts["location"]);
    const quoted = readSource(parts);
    if (quoted !== undefined) return quoted;
    if (location === undefined) return [];
    return createSource({
      quote: "",
      title: readText(parts["title"]),
      location,
      line: readNumber(parts["line"]),
    });
  });
}

/** A page that was read or worked on is the source of what is said of it. */
function readPage(data: DataObject): readonly DescribedSource[] | undefined {
  const location = readText(data["url"]);
  if (location === undefined) return undefined;
  const said = readText(data["answer"]) ?? readText(data["text"]) ?? readText(data["title"]) ?? "";
  if (data["answer"] !== undefined && data["isBorneOut"] === false) {
    return [
      createSource({ quote: readText(data["title"]) ?? "", title: undefined, location, line: undefined }),
    ];
  }
  const quote = takeSentences(said);
  return [createSource({ quote, title: readText(data["title"]), location, line: undefined })];
}

/** Whole sentences at the beginning of a text, so that the quote stands in it as it is. */
function takeSentences(text: string): string {
  const line = toLine(text, 300);
  if (!line.endsWith("…")) return line;
  const end = line.lastIndexOf(". ");
  return end > 40 ? line.slice(0, end + 1) : line.slice(0, -1);
}

function createSource({
  quote,
  title,
  location,
  line,
}: {
  quote: string;
  title: string | undefined;
  location: string | undefined;
  line: number | undefined;
}): DescribedSource {
  return {
    quote: toLine(quote, longestQuote),
    ...(title !== undefined && { title: toLine(title, longestTitle) }),
    // Never shortened: half of an address is another address.
    ...(location !== undefined && location.length <= longestLocation && { location }),
    ...(line !== undefined && Number.isInteger(line) && line >= 1 && { line }),
  };
}
