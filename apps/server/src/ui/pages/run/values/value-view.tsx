import "./values.css";
import { useId } from "react";
import { CopyButton } from "./copy-button.tsx";
import { nameField } from "../../../components/name-field.ts";
import { classifyField, isPrimary } from "./classify-field.ts";
import { FieldValue } from "./field-value.tsx";
import { JsonTree } from "./json-tree.tsx";
import { isRecord } from "./read-citation.ts";

/** Characters; longer facts take two columns. */
const longFact = 28;

/** A value of a task for people: what it says first, everything else folded, the whole as it is at the end. */
export function ValueView({ value, what }: { readonly value: unknown; readonly what: string }) {
  const scope = useId();
  if (value === undefined) return <p className="value__none">Nothing.</p>;
  if (isRecord(value) && classifyField("", value) === "tree")
    return <RecordView value={value} what={what} scope={scope} />;
  return (
    <div className="value">
      <FieldValue name="" value={value} scope={scope} />
      <Whole value={value} what={what} />
    </div>
  );
}

function RecordView({
  value,
  what,
  scope,
}: {
  readonly value: Readonly<Record<string, unknown>>;
  readonly what: string;
  readonly scope: string;
}) {
  const fields = Object.entries(value)
    .map(([name, part]) => ({ name, part, kind: classifyField(name, part) }))
    .filter(({ kind }) => kind !== "nothing");
  const facts = fields.filter(({ kind }) => kind === "fact");
  const said = fields.filter(({ name, kind }) => kind !== "fact" && isPrimary(name, kind));
  const more = fields.filter(({ name, kind }) => !isPrimary(name, kind));
  return (
    <div className="value">
      {said
        .filter(({ kind }) => kind === "prose")
        .map(({ name, part }) => (
          <FieldValue key={name} name={name} value={part} scope={scope} />
        ))}
      {facts.length === 0 ? undefined : (
        <dl className="value__facts">
          {facts.map(({ name, part }) => (
            <div key={name} className={String(part).length > longFact ? "value__fact--long" : undefined}>
              <dt>{nameField(name)}</dt>
              <dd dir="auto">{String(part)}</dd>
            </div>
          ))}
        </dl>
      )}
      {said
        .filter(({ kind }) => kind !== "prose")
        .map(({ name, part }) => (
          <div key={name} className="value__part">
            <h4>{nameField(name)}</h4>
            <FieldValue name={name} value={part} scope={scope} />
          </div>
        ))}
      {more.map(({ name, part }) => (
        <details key={name} className="value__more">
          <summary>
            {nameField(name)}
            {Array.isArray(part) ? <span className="value__count"> {part.length}</span> : undefined}
          </summary>
          <FieldValue name={name} value={part} scope={`${scope}${name}`} />
        </details>
      ))}
      <Whole value={value} what={what} />
    </div>
  );
}

/** The value as it is. */
function Whole({ value, what }: { readonly value: unknown; readonly what: string }) {
  return (
    <div className="value__whole">
      <details className="value__more">
        <summary>As JSON</summary>
        <JsonTree value={value} />
      </details>
      <CopyButton what={what} value={value} />
    </div>
  );
}
