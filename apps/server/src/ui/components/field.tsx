import { type ReactNode, useId } from "react";

/** What ties a control to its label, its hint and its error: spread it on the control. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

/** A control with its label, and what helps to fill it in. */
export function Field({
  label,
  hint,
  error,
  isLabelHidden = false,
  children,
}: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with what stands in it. */
  readonly error?: ReactNode;
  /** The label is only read out, where the place says enough to the eye. */
  readonly isLabelHidden?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const hasHint = hint !== undefined;
  const hasError = error !== undefined;
  const described = [hasHint ? `${id}-hint` : "", hasError ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? "visually-hidden" : "field__label"}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": hasError || undefined,
      })}
      {hasHint ? (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      ) : undefined}
      {hasError ? (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      ) : undefined}
    </div>
  );
}
