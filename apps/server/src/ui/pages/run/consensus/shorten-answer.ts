const longest = 240;

/** An answer in one line: what it says where it says it in words, else its beginning as JSON. */
export function shortenAnswer(answer: unknown): string {
  return cut(findWords(answer) ?? JSON.stringify(answer) ?? "nothing");
}

function findWords(answer: unknown): string | undefined {
  if (typeof answer === "string") return answer.replace(/_/g, " ");
  if (typeof answer !== "object" || answer === null) return undefined;
  const record = answer as Readonly<Record<string, unknown>>;
  for (const name of ["verdict", "answer", "summary"] as const) {
    const words = record[name];
    if (typeof words === "string" && words !== "") return words;
  }
  const { steps, goal, question } = record;
  if (Array.isArray(steps) && typeof goal === "string")
    return `A plan of ${steps.length} steps for “${goal}”`;
  return typeof question === "string" ? `No answer to “${question}”` : undefined;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}
