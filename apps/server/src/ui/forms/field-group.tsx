import { type ReactNode, useId } from "react";
import { useFieldError } from "./form-context.ts";

/** Several controls that belong together under one label. */
export function FieldGroup({
  label,
  hint,
  path,
  isLabelHidden = false,
  children,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly path: readonly string[];
  readonly isLabelHidden?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  const error = useFieldError(path);
  const described = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`];
  return (
    <fieldset className="form__group" aria-describedby={described.join(" ").trim() || undefined}>
      <legend className={isLabelHidden ? "visually-hidden" : "field__label"}>{label}</legend>
      {hint === undefined ? undefined : (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
      {children}
      {error === undefined ? undefined : (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
