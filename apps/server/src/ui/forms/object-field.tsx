import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icons.tsx";
import type { FieldModel, PropertyModel } from "./field-model.ts";
import type { FieldProps, ShowField } from "./field-props.ts";
import { FieldGroup } from "./field-group.tsx";
import { isObject, withProperty } from "./form-value.ts";
import { toLabel } from "./name-branch.ts";
import { startValue } from "./start-value.ts";

/** An object: what it needs is there, what it may have is added by name. */
export function ObjectField({
  show,
  ...props
}: FieldProps<FieldModel & { kind: "object" }> & { readonly show: ShowField }) {
  const { field, label, value, onChange, path, isLabelHidden = false, showsAll = false, isRequired } = props;
  const [added, setAdded] = useState<readonly string[]>([]);
  const given = isObject(value) ? value : {};
  const isShown = ({ name, isRequired: isNeeded }: PropertyModel): boolean =>
    isNeeded || showsAll || given[name] !== undefined || added.includes(name);
  const set = (name: string, part: unknown): void => {
    const next = withProperty(given, name, part);
    onChange(next ?? (isRequired ? {} : undefined));
  };
  const shown = field.properties.filter((each) => isShown(each) && each.field.kind !== "constant");
  const others = field.properties.filter((each) => !isShown(each) && each.field.kind !== "constant");
  return (
    <FieldGroup label={label} hint={field.description} path={path} isLabelHidden={isLabelHidden}>
      {shown.map(({ name, isRequired: isNeeded, field: part }) => {
        const title = part.title ?? toLabel(name);
        const shownField = show({
          key: name,
          field: part,
          label: title,
          value: given[name],
          onChange: (next) => set(name, next),
          path: [...path, name],
          isRequired: isNeeded,
        });
        if (isNeeded || showsAll) return shownField;
        return (
          <div key={name} className="form__removable">
            {shownField}
            <Button
              look="quiet"
              className="button--icon"
              onClick={() => {
                setAdded(added.filter((each) => each !== name));
                set(name, undefined);
              }}
            >
              <Icon name="close" />
              <span className="visually-hidden">Remove {title}</span>
            </Button>
          </div>
        );
      })}
      {others.length === 0 ? undefined : (
        <div className="form__chips" role="group" aria-label={`More of ${label}`}>
          {others.map(({ name, field: part }) => (
            <Button
              key={name}
              className="form__chip"
              title={part.description}
              onClick={() => {
                setAdded([...added, name]);
                const start = startValue(part);
                if (start !== undefined && start !== "") set(name, start);
              }}
            >
              <span aria-hidden="true">+ </span>
              <span className="visually-hidden">Add </span>
              {part.title ?? toLabel(name)}
            </Button>
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
