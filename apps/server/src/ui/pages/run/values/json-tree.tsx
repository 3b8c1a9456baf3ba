import { type ReactNode, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { formatCount, formatPlural } from "../../../components/format.ts";

const childrenAtOnce = 50;
const longestText = 500;

/** Any JSON as a tree that opens piece by piece; what is not open is not drawn. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className="json-tree">
      <JsonNode name={undefined} value={value} isOpenFirst />
    </div>
  );
}

function JsonNode({
  name,
  value,
  isOpenFirst = false,
}: {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly isOpenFirst?: boolean;
}): ReactNode {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const [shown, setShown] = useState(childrenAtOnce);
  const label = name === undefined ? undefined : <span className="json-tree__name">{name}</span>;
  if (typeof value !== "object" || value === null)
    return (
      <div className="json-tree__leaf">
        {label} <Scalar value={value} />
      </div>
    );
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const size = isList ? formatPlural(entries.length, "item") : formatPlural(entries.length, "field");
  if (entries.length === 0)
    return (
      <div className="json-tree__leaf">
        {label} <span className="json-tree__size">{isList ? "[ ]" : "{ }"}</span>
      </div>
    );
  return (
    <div>
      <button
        type="button"
        className="json-tree__toggle"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {label}{" "}
        <span className="json-tree__size">{size}</span>
      </button>
      {isOpen ? (
        <div className="json-tree__children">
          {entries.slice(0, shown).map(([key, part]) => (
            <JsonNode key={key} name={key} value={part} />
          ))}
          {entries.length > shown ? (
            <Button look="quiet" onClick={() => setShown(shown + 200)}>
              Show more ({formatCount(entries.length - shown)} left)
            </Button>
          ) : undefined}
        </div>
      ) : undefined}
    </div>
  );
}

function Scalar({ value }: { readonly value: unknown }) {
  const [isWhole, setIsWhole] = useState(false);
  if (typeof value !== "string") return <span className="json-tree__scalar">{String(value)}</span>;
  if (value.length <= longestText || isWhole)
    return <span className="json-tree__text">{JSON.stringify(value)}</span>;
  return (
    <>
      <span className="json-tree__text">{JSON.stringify(value.slice(0, longestText))} …</span>
      <Button look="quiet" onClick={() => setIsWhole(true)}>
        Show all {formatCount(value.length)} characters
      </Button>
    </>
  );
}
