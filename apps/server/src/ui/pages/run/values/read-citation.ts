/** A quote with the place where it stands, whatever agent gave it. */
export interface Citation {
  /** What an answer cites it by: `E1.2`. */
  readonly id?: string;
  readonly quote?: string;
  /** What it is taken to say, where that is put in other words. */
  readonly statement?: string;
  readonly title?: string;
  /** A file or an address, as it was given. */
  readonly location?: string;
  /** The location, where it is an address that can be opened. */
  readonly url?: string;
  /** 1-based. */
  readonly line?: number;
  /** `supports`, `refutes`, `neutral`. */
  readonly stance?: string;
}

/** Reads a citation, a finding, a piece of evidence or a source; `undefined` for anything else. */
export function readCitation(value: unknown): Citation | undefined {
  if (!isRecord(value)) return undefined;
  const source = isRecord(value["source"]) ? value["source"] : value;
  const location = text(source["url"]) ?? text(source["file"]) ?? text(source["location"]);
  const quote = text(value["quote"]);
  if (quote === undefined && location === undefined) return undefined;
  const line = source["line"];
  const statement = text(value["statement"]);
  return {
    id: text(value["id"]),
    quote,
    statement: isSameText(statement, quote) ? undefined : statement,
    title: text(source["title"]),
    location,
    url: location !== undefined && /^https?:\/\//i.test(location) ? location : undefined,
    line: typeof line === "number" ? line : undefined,
    stance: text(value["stance"]),
  };
}

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Equal but for marks of emphasis and white space. */
function isSameText(one: string | undefined, other: string | undefined): boolean {
  const bare = (value: string | undefined): string | undefined => value?.replace(/[*_`\s]+/g, "");
  return bare(one) === bare(other);
}
