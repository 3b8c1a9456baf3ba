/** What was typed as an answer, as the value that is sent; or why it cannot be. */
export type ReadAnswer = { readonly value: unknown } | { readonly problem: string };

/** Reads what was typed: as text as it stands, or as JSON. */
export function readAnswer(typed: string, form: "text" | "json"): ReadAnswer {
  if (typed.trim() === "") return { problem: "Write an answer first." };
  if (form === "text") return { value: typed };
  try {
    return { value: JSON.parse(typed) as unknown };
  } catch (error) {
    return { problem: `This is no JSON: ${(error as Error).message}` };
  }
}
