import type { FieldModel } from "./field-model.ts";

/** What one of several shapes is called where one chooses among them. */
export function nameBranch(field: FieldModel): string {
  if (field.title !== undefined) return field.title;
  switch (field.kind) {
    case "text":
      return "Text";
    case "number":
      return "Number";
    case "boolean":
      return "Yes or no";
    case "choice":
      return `One of ${field.options.map(String).join(", ")}`;
    case "constant":
      return String(field.value);
    case "list":
      return `List: ${nameBranch(field.item).toLowerCase()}`;
    case "json":
      return "JSON";
    case "union":
      return field.branches.map(({ label }) => label).join(" or ");
    case "object": {
      // The value that tells this shape from the others, else the names that it must have.
      const constant = field.properties.find((each) => each.field.kind === "constant");
      if (constant?.field.kind === "constant") return String(constant.field.value);
      const needed = field.properties.filter(({ isRequired }) => isRequired);
      const names = (needed.length > 0 ? needed : field.properties).map(({ name }) => name);
      return `By ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
    }
  }
}

/** The name of a property, as a label: `maxCostUsd` is "Max cost USD". */
export function toLabel(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/\b(?:usd|url|css|id|ms|json)\b/g, (word) => (word === "ms" ? "(ms)" : word.toUpperCase()));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
