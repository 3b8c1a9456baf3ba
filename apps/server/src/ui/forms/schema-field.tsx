import { type ReactNode, useContext } from "react";
import { Button } from "../components/button.tsx";
import { BooleanField, ChoiceField } from "./choice-field.tsx";
import type { FieldProps } from "./field-props.ts";
import { isReference } from "./find-problems.ts";
import { FormContext } from "./form-context.ts";
import { JsonField } from "./json-field.tsx";
import { ListField } from "./list-field.tsx";
import { ObjectField } from "./object-field.tsx";
import { ReferenceField } from "./reference-field.tsx";
import { NumberField, TextField } from "./text-field.tsx";
import { UnionField } from "./union-field.tsx";
import "./forms.css";

/** A field of a form that was made from a JSON Schema, of whatever kind; where other steps have results, it may use one. */
export function SchemaField(props: FieldProps): ReactNode {
  const { sources } = useContext(FormContext);
  const { label, value, path, onChange, field, isLabelHidden = false } = props;
  if (isReference(value)) return <ReferenceField {...props} />;
  const first = sources.at(-1);
  const canRefer = first !== undefined && field.kind !== "constant" && !isLabelHidden;
  return (
    <div className="form__field" data-path={path.join(".")}>
      <Kind {...props} />
      {canRefer ? (
        <Button
          look="quiet"
          className="form__refer"
          onClick={() => onChange({ $fromTask: { id: first.id } })}
        >
          Use a result<span className="visually-hidden"> for {label}</span>
        </Button>
      ) : undefined}
    </div>
  );
}

function Kind(props: FieldProps): ReactNode {
  const { field } = props;
  const show = ({ key, ...inner }: FieldProps & { readonly key?: string }): ReactNode => (
    <SchemaField key={key} {...inner} />
  );
  // A value of another kind, from a plan that was loaded, is better seen as it is than lost.
  switch (field.kind) {
    case "text":
      return isSimple(props.value) ? <TextField {...props} field={field} /> : <JsonField {...props} />;
    case "number":
      return isSimple(props.value) ? <NumberField {...props} field={field} /> : <JsonField {...props} />;
    case "boolean":
      return <BooleanField {...props} field={field} />;
    case "choice":
      return <ChoiceField {...props} field={field} />;
    case "list":
      return <ListField {...props} field={field} show={show} />;
    case "object":
      return <ObjectField {...props} field={field} show={show} />;
    case "union":
      return <UnionField {...props} field={field} show={show} />;
    case "constant":
      return <p className="muted">{String(field.value)}</p>;
    case "json":
      return <JsonField {...props} />;
  }
}

function isSimple(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
