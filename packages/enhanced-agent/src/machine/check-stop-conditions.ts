import { defaultStopConditions, type StopCondition } from "./stop-condition.ts";

/** The most that can be asked for, so that every run ends. */
const mostSteps = 1_000;

const limits: Readonly<Record<StopCondition["kind"], readonly [field: string, most: number]>> = {
  steps: ["most", mostSteps],
  duration: ["mostMs", Number.MAX_SAFE_INTEGER],
  "no-progress": ["most", mostSteps],
};

/** What is wrong with a list of conditions; `undefined` for one that can be used. */
export function checkStopConditions(conditions: unknown): string | undefined {
  const kinds = Object.keys(limits);
  if (!Array.isArray(conditions)) return 'stopWhen must be a list such as [{ kind: "steps", most: 24 }]';
  const seen = new Set<unknown>();
  for (const condition of conditions as unknown[]) {
    const given = (typeof condition === "object" && condition !== null ? condition : {}) as Record<
      string,
      unknown
    >;
    const limit = Object.entries(limits).find(([kind]) => kind === given["kind"])?.[1];
    if (limit === undefined)
      return `stopWhen holds ${JSON.stringify(given["kind"] ?? null)}, which is no kind of condition; there are ${kinds.join(", ")}`;
    const [field, most] = limit;
    const value = given[field];
    if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > most)
      return `stopWhen ${String(given["kind"])}: ${field} must be a whole number from 1 to ${most}`;
    if (seen.has(given["kind"])) return `stopWhen holds ${String(given["kind"])} twice`;
    seen.add(given["kind"]);
  }
  return undefined;
}

/** The conditions of a run: those given, and the default ones of the kinds that are not among them. */
export function completeStopConditions(given: readonly StopCondition[] = []): readonly StopCondition[] {
  return [...given, ...defaultStopConditions.filter(({ kind }) => !given.some((each) => each.kind === kind))];
}
