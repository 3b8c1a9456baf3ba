import type { EnhancedResult, EvidenceSource } from "@convoke/enhanced-agent";
import type { MouseEvent } from "react";

/** A piece of evidence as it stands beside an answer. */
export interface ShownSource extends EvidenceSource {
  /** The task that found it. */
  readonly taskId: string | undefined;
  readonly agent: string | undefined;
  readonly isCited: boolean;
}

/** What an answer rests on: first what it cites, in its order, then what else was found. */
export function listSources({ citations, evidence }: EnhancedResult): readonly ShownSource[] {
  const whole = (id: string) => evidence.find((each) => each.id === id.split(".")[0]);
  const describe = (source: EvidenceSource, isCited: boolean): ShownSource => {
    const found = whole(source.id);
    return { ...source, isCited, taskId: found?.taskId, agent: found?.agentName ?? found?.agentType };
  };
  const cited = new Set(citations.map(({ id }) => id));
  const others = evidence.flatMap(({ sources }) => sources).filter(({ id }) => !cited.has(id));
  return [...citations.map((each) => describe(each, true)), ...others.map((each) => describe(each, false))];
}

/** The id of the element that shows a piece of evidence. */
export function toAnchor(turnKey: string, id: string): string {
  return `evidence-${turnKey}-${id}`;
}

/** A reference to evidence: goes to what stands beside the answer. */
export function CitationLink({
  turnKey,
  id,
  source,
}: {
  readonly turnKey: string;
  readonly id: string;
  readonly source: ShownSource | undefined;
}) {
  if (source === undefined) return <span className="citation">{id}</span>;
  const anchor = toAnchor(turnKey, id);
  const show = (event: MouseEvent): void => {
    const element = document.getElementById(anchor);
    if (element === null) return;
    event.preventDefault();
    element.closest("details")?.setAttribute("open", "");
    element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
  };
  return (
    <a
      className="citation"
      href={`#${anchor}`}
      title={source.quote}
      aria-label={`Evidence ${id}`}
      onClick={show}
    >
      {id}
    </a>
  );
}
