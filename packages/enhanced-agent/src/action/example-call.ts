import type { ActionDefinition } from "./action-definition.ts";

/** A right call of a tool, as a model can copy it: `DELEGATE({"TASK":"…"})`. */
export function formatExampleCall({ name, fields }: Pick<ActionDefinition, "name" | "fields">): string {
  const shown = Object.entries(fields).filter(([, { required = true }], at) => required || at === 0);
  const values = shown.map(([field, { kind, example }]) => [
    field,
    kind === "list" ? toEntries(example) : example,
  ]);
  return `${name}(${JSON.stringify(Object.fromEntries(values))})`;
}

/** The entries of an example as a call lists them: without the marks of a text. */
export function toEntries(example: string): readonly string[] {
  return example.split("\n").map((line) => line.replace(/^\s*[-*] /, ""));
}
