import type { LogEntry } from "../live/log-entry.ts";

/** The kinds to which the log can be narrowed. */
export const kinds = {
  all: { label: "All events", types: undefined },
  settled: { label: "Ends", types: ["task-settled", "run-settled"] },
  failures: {
    label: "Failures",
    types: ["attempt-failed", "task-settled", "run-settled", "run-parked", "late-result-refused"],
  },
  starts: { label: "Starts", types: ["run-started", "task-created", "task-started"] },
  waits: { label: "Questions and answers", types: ["task-waiting", "task-answered"] },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly types: readonly LogEntry["type"][] | undefined }>
>;

export type LogKind = keyof typeof kinds;

/** The entries that fit; `describe` gives the words of an entry's task. */
export function filterLog(
  log: readonly LogEntry[],
  { text, kind }: { readonly text: string; readonly kind: LogKind },
  describe: (entry: LogEntry) => string,
): readonly LogEntry[] {
  const types: readonly LogEntry["type"][] | undefined = kinds[kind].types;
  const wanted = text.toLowerCase();
  return log.filter((entry) => {
    if (types !== undefined && !types.includes(entry.type)) return false;
    if (kind === "failures" && entry.tone !== "bad") return false;
    return (
      wanted === "" ||
      entry.text.toLowerCase().includes(wanted) ||
      describe(entry).toLowerCase().includes(wanted)
    );
  });
}
