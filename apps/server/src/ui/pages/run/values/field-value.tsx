import { ActionList } from "./action-list.tsx";
import { ArtifactView } from "./artifact-view.tsx";
import { CitationList } from "./citation-list.tsx";
import { type ArtifactShape, classifyField, type EvidenceShape } from "./classify-field.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { JsonTree } from "./json-tree.tsx";
import { Prose } from "./prose.tsx";
import { StepList } from "./step-list.tsx";

/** A part of a value in the form that suits it. `scope` keeps the anchors of several values on one page apart. */
export function FieldValue({
  name,
  value,
  scope,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly scope: string;
}) {
  switch (classifyField(name, value)) {
    case "nothing":
      return <p className="value__none">Nothing.</p>;
    case "fact":
      return <p>{String(value)}</p>;
    case "prose":
      return <Prose text={String(value)} scope={scope} />;
    case "texts":
      return (
        <ul className="value__texts">
          {(value as readonly string[]).slice(0, 200).map((text, index) => (
            <li key={index}>{text}</li>
          ))}
        </ul>
      );
    case "citations":
      return <CitationList items={value as readonly unknown[]} scope={scope} />;
    case "evidence":
      return <EvidenceList items={value as readonly EvidenceShape[]} scope={scope} />;
    case "steps":
      return <StepList items={value as readonly Readonly<Record<string, unknown>>[]} />;
    case "actions":
      return <ActionList items={value as readonly Readonly<Record<string, unknown>>[]} />;
    case "artifacts":
      return (
        <>
          {(Array.isArray(value) ? (value as readonly ArtifactShape[]) : [value as ArtifactShape]).map(
            (artifact) => (
              <ArtifactView key={artifact.artifact} artifact={artifact} />
            ),
          )}
        </>
      );
    case "tree":
      return <JsonTree value={value} />;
  }
}
