import { Button } from "../components/button.tsx";
import { Icon } from "../components/icons.tsx";
import type { FieldModel } from "./field-model.ts";
import type { FieldProps, ShowField } from "./field-props.ts";
import { FieldGroup } from "./field-group.tsx";
import { startValue } from "./start-value.ts";

/** Any number of values of one kind. */
export function ListField({
  show,
  ...props
}: FieldProps<FieldModel & { kind: "list" }> & { readonly show: ShowField }) {
  const { field, label, value, onChange, path, isLabelHidden = false } = props;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const set = (next: readonly unknown[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <FieldGroup label={label} hint={field.description} path={path} isLabelHidden={isLabelHidden}>
      {entries.map((entry, at) => (
        <div key={at} className="form__removable">
          {show({
            field: field.item,
            label: `${label}, ${at + 1}`,
            value: entry === null ? undefined : entry,
            onChange: (next) => set(entries.with(at, next === undefined ? null : next)),
            path: [...path, String(at)],
            isRequired: true,
            isLabelHidden: true,
          })}
          <Button
            look="quiet"
            className="button--icon"
            onClick={() => set(entries.filter((_, other) => other !== at))}
          >
            <Icon name="close" />
            <span className="visually-hidden">
              Remove {label}, {at + 1}
            </span>
          </Button>
        </div>
      ))}
      <div>
        <Button className="form__add" onClick={() => set([...entries, startValue(field.item) ?? null])}>
          Add<span className="visually-hidden"> to {label}</span>
        </Button>
      </div>
    </FieldGroup>
  );
}
