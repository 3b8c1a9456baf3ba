import type { TaskDraft } from "./draft.ts";

const longest = 50;

/** A step as it is named where one chooses among steps. */
export function nameStep({ key, spec }: TaskDraft): string {
  const id = typeof spec.id === "string" && spec.id !== "" ? spec.id : key;
  const words = typeof spec.description === "string" ? spec.description.replace(/\s+/g, " ").trim() : "";
  if (words === "") return id;
  return `${id}: ${words.length <= longest ? words : `${words.slice(0, longest - 1)}…`}`;
}
