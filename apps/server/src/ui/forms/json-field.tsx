import { useEffect, useState } from "react";
import { Field } from "../components/field.tsx";
import type { FieldProps } from "./field-props.ts";
import { useFieldError } from "./form-context.ts";
import { isUnread } from "./form-value.ts";
import { readJson, showJson } from "./read-json.ts";

/** What a form cannot show, as JSON; it says in which line it cannot be read. */
export function JsonField({
  field,
  label,
  value,
  onChange,
  path,
  isRequired,
  isLabelHidden = false,
}: FieldProps) {
  const [text, setText] = useState(() => showJson(value));
  const error = useFieldError(path);
  const reading = text.trim() === "" ? undefined : readJson(text);
  // What comes from elsewhere replaces what was typed; what was typed keeps its form.
  const shown = JSON.stringify(isUnread(value) ? value.$unread : value);
  useEffect(() => {
    const own = reading === undefined ? undefined : reading.problem === undefined ? reading.value : text;
    if (JSON.stringify(own) !== shown) setText(showJson(value));
  }, [shown]);
  const broken =
    reading?.problem === undefined ? undefined : `Line ${reading.problem.line}: ${reading.problem.message}.`;
  return (
    <Field
      label={label}
      hint={[field.description, "Written as JSON."].filter(Boolean).join(" ")}
      error={broken ?? error}
      isLabelHidden={isLabelHidden}
    >
      {(control) => (
        <textarea
          {...control}
          className="mono"
          rows={Math.min(12, Math.max(3, text.split("\n").length))}
          spellCheck={false}
          value={text}
          required={isRequired}
          onChange={({ target }) => {
            setText(target.value);
            if (target.value.trim() === "") return onChange(undefined);
            const next = readJson(target.value);
            onChange(next.problem === undefined ? next.value : { $unread: target.value });
          }}
        />
      )}
    </Field>
  );
}
