/** Words that steer a search when they are written in capitals. */
const operators = new Set(["AND", "OR", "NOT", "NEAR"]);

/** What equal queries have in common: case and spacing do not count, except for operators. */
export function createQueryKey(
  text: string,
  { maxResults, providers, corpusRevision }: QueryCircumstances,
): string {
  const words = text
    .normalize("NFC")
    .trim()
    .split(/\s+/)
    .map((word) => (operators.has(word) ? word : word.toLowerCase()));
  return JSON.stringify([words.join(" "), maxResults, corpusRevision ?? "", ...providers]);
}

/** What else decides about the answer. */
export interface QueryCircumstances {
  readonly maxResults: number;
  readonly providers: readonly string[];
  readonly corpusRevision?: string | undefined;
}
