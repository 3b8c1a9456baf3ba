import { Panel } from "@xyflow/react";
import { Button } from "../../../components/button.tsx";

/** Nearer, further, everything. */
export function GraphControls({
  zoom,
  fit,
}: {
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
}) {
  return (
    <Panel position="top-right" className="run-graph__controls">
      <Button aria-label="Zoom out" onClick={() => zoom(1 / 1.25)}>
        −
      </Button>
      <Button aria-label="Zoom in" onClick={() => zoom(1.25)}>
        +
      </Button>
      <Button onClick={fit}>Fit</Button>
    </Panel>
  );
}
