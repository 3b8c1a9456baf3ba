import { useContext } from "react";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import type { FieldProps } from "./field-props.ts";
import { FieldGroup } from "./field-group.tsx";
import { FormContext } from "./form-context.ts";
import { isObject } from "./form-value.ts";

/** The result of another step, or a part of it, in place of a value. */
export function ReferenceField({ label, value, onChange, path }: FieldProps) {
  const { sources } = useContext(FormContext);
  const reference = isObject(value) && isObject(value.$fromTask) ? value.$fromTask : {};
  const id = String(reference.id ?? "");
  const part = typeof reference.path === "string" ? reference.path : "";
  const set = (nextId: string, nextPart: string): void =>
    onChange({ $fromTask: nextPart === "" ? { id: nextId } : { id: nextId, path: nextPart } });
  return (
    <FieldGroup label={label} path={path}>
      <div className="form__reference">
        <Field label="Result of">
          {(control) => (
            <select {...control} value={id} onChange={({ target }) => set(target.value, part)}>
              {sources.some((source) => source.id === id) ? undefined : (
                <option value={id}>{id === "" ? "Choose …" : `${id} (not there)`}</option>
              )}
              {sources.map((source) => (
                <option key={source.id} value={source.id}>
                  {source.label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Part" hint="Such as items[0].name; empty for all of it.">
          {(control) => (
            <input {...control} type="text" value={part} onChange={({ target }) => set(id, target.value)} />
          )}
        </Field>
        <Button onClick={() => onChange(undefined)}>Write it instead</Button>
      </div>
    </FieldGroup>
  );
}
