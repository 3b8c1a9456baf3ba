/** Fields that say what a step is, not what it works with. */
const ownFields: ReadonlySet<string> = new Set(["type", "task", "question"]);

/**
 * The input of a step that takes over what another one was to work with: its research, plan, results and further fields,
 * as far as the step does not bring its own.
 */
export function inheritInput(own: unknown, former: unknown): unknown {
  if (!isRecord(former))
    return former === undefined || !isRecord(own) ? own : { ...own, results: merge(own, former) };
  if (!isRecord(own)) return own;
  const inherited = Object.entries(former).filter(([name]) => !ownFields.has(name));
  const fields = { ...Object.fromEntries(inherited), ...own };
  return isRecord(own["results"]) && isRecord(former["results"])
    ? { ...fields, results: { ...former["results"], ...own["results"] } }
    : fields;
}

/** An input that is no object with fields arrives among the results. */
function merge(own: Readonly<Record<string, unknown>>, former: unknown): object {
  return { given: former, ...(isRecord(own["results"]) ? own["results"] : {}) };
}

/** A reference or a literal is one value, no object with fields. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !Object.hasOwn(value, "$literal") &&
    !Object.hasOwn(value, "$fromTask")
  );
}
