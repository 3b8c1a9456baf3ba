/** A `Content-Type`, taken apart. */
export interface ContentType {
  /** In small letters, such as `text/html`. */
  readonly name: string;
  readonly charset?: string;
}

/** Reads a `Content-Type` header; `undefined` for none and for what is no type. */
export function readContentType(header: string | null | undefined): ContentType | undefined {
  if (header === null || header === undefined) return undefined;
  const [first, ...parameters] = header.slice(0, 1_000).split(";");
  const name = first.trim().toLowerCase();
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(name)) return undefined;
  for (const parameter of parameters) {
    const [key, value] = parameter.split("=", 2);
    if (value === undefined || key.trim().toLowerCase() !== "charset") continue;
    const charset = value.trim().replace(/^["']|["']$/g, "");
    if (charset !== "") return { name, charset };
  }
  return { name };
}
