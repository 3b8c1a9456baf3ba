import { createLiveView } from "./live-view.ts";
import { createPlainView } from "./plain-view.ts";
import { createSilentView } from "./silent-view.ts";
import type { View } from "./view.ts";

/** The parts of `process.stdout` that decide how it is written to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const pipeWidth = 96;
const [narrowest, widest] = [60, 100];

/** Chooses the view: none for `--json`, a live one on a terminal, plain lines for pipes, `NO_COLOR`, `CI` and dumb terminals. */
export function createView(
  output: Output,
  { json, environment }: { json: boolean; environment: Readonly<Record<string, string | undefined>> },
): View {
  const columns = output.isTTY && output.columns ? output.columns : pipeWidth;
  const width = Math.min(widest, Math.max(narrowest, columns));
  const write = (text: string): void => void output.write(text);
  if (json) return createSilentView({ width });
  return isLively(output, environment) ? createLiveView({ width, write }) : createPlainView({ width, write });
}

function isLively(
  { isTTY }: Output,
  { NO_COLOR, CI, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  const isSet = (value: string | undefined): boolean =>
    value !== undefined && value !== "" && value !== "false";
  return isTTY === true && !isSet(NO_COLOR) && !isSet(CI) && TERM !== "dumb";
}
