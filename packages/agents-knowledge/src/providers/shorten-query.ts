/** Cuts a query at a space so that it fits what a service takes at most. */
export function shortenQuery(text: string, { maxCharacters, maxWords = Infinity }: QueryLimits): string {
  const words = text.trim().split(/\s+/).slice(0, Math.min(maxWords, text.length));
  let query = words.join(" ");
  if (query.length <= maxCharacters) return query;
  query = query.slice(0, maxCharacters + 1);
  const space = query.lastIndexOf(" ");
  return space > 0 ? query.slice(0, space) : query.slice(0, maxCharacters).toWellFormed();
}

/** What a service takes at most. */
export interface QueryLimits {
  readonly maxCharacters: number;
  readonly maxWords?: number;
}
