import type { FieldModel } from "./field-model.ts";

/** What a field holds when it is added to a form: its default, what is fixed about it, else nothing. */
export function startValue(field: FieldModel): unknown {
  if (field.fallback !== undefined) return field.fallback;
  switch (field.kind) {
    case "text":
      return "";
    case "boolean":
      return true;
    case "constant":
      return field.value;
    case "list":
      return (field.minItems ?? 0) > 0 ? [startValue(field.item) ?? ""] : [];
    case "object": {
      const entries = field.properties
        .filter(({ isRequired, field: part }) => isRequired || part.kind === "constant")
        .map(({ name, field: part }) => [name, startValue(part)] as const);
      return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
    }
    case "union":
      return field.branches[0] === undefined ? undefined : startValue(field.branches[0].field);
    case "choice":
      return field.options[0];
    case "number":
    case "json":
      return undefined;
  }
}
