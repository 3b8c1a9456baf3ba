import { useRunView } from "../run-view.ts";
import { Button } from "../../../components/button.tsx";
import { CitationList } from "./citation-list.tsx";
import type { EvidenceShape } from "./classify-field.ts";
import { anchorOf, Prose } from "./prose.tsx";

/** What delegated tasks brought, each with its sources and the way to its task. */
export function EvidenceList({
  items,
  scope,
}: {
  readonly items: readonly EvidenceShape[];
  readonly scope: string;
}) {
  const { picture, select } = useRunView();
  return (
    <ul className="value__evidence">
      {items.map(({ id, task, taskId, agentType, text, sources }) => (
        <li key={id} id={anchorOf(scope, id)} tabIndex={-1}>
          <p className="value__source">
            <span className="value__mark">{id}</span>
            {picture.tasks.has(taskId) ? (
              <Button look="quiet" onClick={() => select(taskId)}>
                {task}
              </Button>
            ) : (
              <span>{task}</span>
            )}
            <span className="value__muted">{agentType}</span>
          </p>
          <details className="value__more">
            <summary>What it says</summary>
            <Prose text={text} scope={`${scope}${id}`} />
          </details>
          {sources.length === 0 ? undefined : <CitationList items={sources} scope={`${scope}-sources`} />}
        </li>
      ))}
    </ul>
  );
}
