import type { View } from "./view.ts";

/** A view that shows nothing, for `--json`. */
export function createSilentView({ width }: { width: number }): View {
  return {
    width,
    printHeading() {},
    printLines() {},
    async showStep(_title, work) {
      return (await work(() => {})).outcome;
    },
    follow: (_orchestrator, _run, work) => work(),
  };
}
