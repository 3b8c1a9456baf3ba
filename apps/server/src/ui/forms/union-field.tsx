import { useId, useState } from "react";
import type { FieldModel } from "./field-model.ts";
import type { FieldProps, ShowField } from "./field-props.ts";
import { FieldGroup } from "./field-group.tsx";
import { findBranch } from "./find-problems.ts";
import { startValue } from "./start-value.ts";

/** A value of one of several shapes: first which, then the fields of that one. */
export function UnionField({
  show,
  ...props
}: FieldProps<FieldModel & { kind: "union" }> & { readonly show: ShowField }) {
  const { field, label, value, onChange, path, isRequired, isLabelHidden = false, showsAll } = props;
  const id = useId();
  const [chosen, setChosen] = useState<number>();
  const at = chosen ?? findBranch(field, value);
  const branch = field.branches[at];
  return (
    <FieldGroup label={label} hint={field.description} path={path} isLabelHidden={isLabelHidden}>
      <label htmlFor={id} className="visually-hidden">
        Kind of {label}
      </label>
      <select
        id={id}
        value={String(at)}
        onChange={({ target }) => {
          const next = Number(target.value);
          setChosen(next);
          const start =
            field.branches[next] === undefined ? undefined : startValue(field.branches[next].field);
          onChange(start === "" ? undefined : start);
        }}
      >
        {field.branches.map((each, nth) => (
          <option key={nth} value={String(nth)}>
            {each.label}
          </option>
        ))}
      </select>
      {branch === undefined
        ? undefined
        : show({
            key: String(at),
            field: branch.field,
            label,
            value,
            onChange,
            path,
            isRequired,
            isLabelHidden: true,
            ...(showsAll !== undefined && { showsAll }),
          })}
    </FieldGroup>
  );
}
