import { useId, useState } from "react";
import { Field } from "../components/field.tsx";
import type { FieldModel } from "./field-model.ts";
import type { FieldProps } from "./field-props.ts";
import { useFieldError } from "./form-context.ts";

const inputTypes: Readonly<Record<string, string>> = { uri: "url", url: "url", email: "email", date: "date" };

/** A text, on one line or several. */
export function TextField(props: FieldProps<FieldModel & { kind: "text" }>) {
  const { field, label, value, onChange, path, isRequired, isLabelHidden = false } = props;
  const error = useFieldError(path);
  const list = useId();
  const text = value === undefined || value === null ? "" : String(value);
  const change = (next: string): void => onChange(next === "" ? undefined : next);
  return (
    <Field label={label} hint={field.description} error={error} isLabelHidden={isLabelHidden}>
      {(control) =>
        field.isLong ? (
          <textarea
            {...control}
            rows={3}
            value={text}
            required={isRequired}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <>
            <input
              {...control}
              type={inputTypes[field.format ?? ""] ?? "text"}
              value={text}
              required={isRequired}
              list={field.examples.length > 0 ? list : undefined}
              placeholder={typeof field.fallback === "string" ? field.fallback : undefined}
              onChange={(event) => change(event.target.value)}
            />
            {field.examples.length === 0 ? undefined : (
              <datalist id={list}>
                {field.examples.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}

/** A number; what cannot be read as one stays as it was typed. */
export function NumberField(props: FieldProps<FieldModel & { kind: "number" }>) {
  const { field, label, value, onChange, path, isRequired, isLabelHidden = false } = props;
  const error = useFieldError(path);
  const [typed, setTyped] = useState("");
  // "1." and "1.0" are on the way to something, though they are the same number.
  const isTyped = typed.trim() !== "" && Number(typed) === value;
  return (
    <Field
      label={label}
      hint={[field.description, tellBounds(field)].filter(Boolean).join(" ") || undefined}
      error={error}
      isLabelHidden={isLabelHidden}
    >
      {(control) => (
        <input
          {...control}
          className="form__number"
          type="text"
          inputMode={field.isWhole ? "numeric" : "decimal"}
          value={isTyped ? typed : value === undefined ? "" : String(value)}
          required={isRequired}
          placeholder={field.fallback === undefined ? undefined : String(field.fallback)}
          onChange={({ target }) => {
            const text = target.value;
            setTyped(text);
            const number = Number(text);
            onChange(text.trim() === "" ? undefined : Number.isFinite(number) ? number : text);
          }}
        />
      )}
    </Field>
  );
}

function tellBounds({ minimum, maximum, above, below }: FieldModel & { kind: "number" }): string {
  if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
  if (above !== undefined && maximum !== undefined) return `Above ${above}, up to ${maximum}.`;
  if (minimum !== undefined && minimum !== 0) return `From ${minimum}.`;
  if (maximum !== undefined) return `Up to ${maximum}.`;
  return below === undefined ? "" : `Below ${below}.`;
}
