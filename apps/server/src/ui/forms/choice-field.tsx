import { useId } from "react";
import { Field } from "../components/field.tsx";
import type { FieldModel } from "./field-model.ts";
import type { FieldProps } from "./field-props.ts";
import { useFieldError } from "./form-context.ts";

/** One of a few values. */
export function ChoiceField(props: FieldProps<FieldModel & { kind: "choice" }>) {
  const { field, label, value, onChange, path, isRequired, isLabelHidden = false } = props;
  const error = useFieldError(path);
  const at = field.options.indexOf(value);
  return (
    <Field label={label} hint={field.description} error={error} isLabelHidden={isLabelHidden}>
      {(control) => (
        <select
          {...control}
          value={at === -1 ? "" : String(at)}
          required={isRequired}
          onChange={({ target }) =>
            onChange(target.value === "" ? undefined : field.options[Number(target.value)])
          }
        >
          <option value="">{isRequired ? "Choose …" : tellFallback(field.fallback)}</option>
          {field.options.map((option, nth) => (
            <option key={nth} value={String(nth)}>
              {String(option)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no. */
export function BooleanField(props: FieldProps<FieldModel & { kind: "boolean" }>) {
  const { field, label, value, onChange, path } = props;
  const id = useId();
  const error = useFieldError(path);
  const isChecked = value === undefined ? field.fallback === true : value === true;
  const described = [
    field.description === undefined ? "" : `${id}-hint`,
    error === undefined ? "" : `${id}-error`,
  ];
  return (
    <div className="field">
      <div className="form__check">
        <input
          id={id}
          type="checkbox"
          checked={isChecked}
          aria-describedby={described.join(" ").trim() || undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        <label htmlFor={id}>{label}</label>
      </div>
      {field.description === undefined ? undefined : (
        <p id={`${id}-hint`} className="field__hint">
          {field.description}
        </p>
      )}
      {error === undefined ? undefined : (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      )}
    </div>
  );
}

function tellFallback(fallback: unknown): string {
  return fallback === undefined ? "Not set" : `Not set (${String(fallback)})`;
}
