import type { GoalClause, GoalReading, ThingPhrase } from "../goal-reading.ts";

/** A reading in a few characters, a line for each clause: `click <"Save" button #2 of Ada>`; for messages and tests. */
export function describeReading(reading: GoalReading): readonly string[] {
  const clauses = reading.clauses.map(describeClause);
  return reading.unread.length === 0 ? clauses : [...clauses, `unread ${JSON.stringify(reading.unread)}`];
}

function describeClause(clause: GoalClause): string {
  const { condition, destination, valueFrom, scope, slots, amount, value } = clause;
  return [
    clause.isNegated && "not",
    clause.isExclusive && "only",
    clause.intent,
    clause.verb !== undefined && `"${clause.verb}"`,
    ...clause.things.map(describeThing),
    value !== undefined && `= ${clause.isValueQuoted ? JSON.stringify(value) : value}`,
    valueFrom && `= ${describeThing(valueFrom)}`,
    clause.relation,
    destination && describeThing(destination),
    clause.direction,
    amount !== undefined && `x${amount}`,
    slots && `{ ${slots.map(({ label, value: detail }) => `${label}: ${detail}`).join("; ")} }`,
    scope && `in ${describeThing(scope)}`,
    condition && `${condition.kind} (${condition.text})`,
  ]
    .filter((part) => part !== undefined && part !== false && part !== "")
    .join(" ");
}

function describeThing(thing: ThingPhrase): string {
  const { superlative, such, within, of } = thing;
  const place = within === undefined ? of : describeThing(within);
  const parts = [
    thing.refersBack && "it",
    thing.count !== undefined && (thing.count === "all" ? "all" : `${thing.count} of`),
    superlative && `${superlative.pick} ${superlative.by ?? ""}`.trim(),
    thing.size,
    thing.color,
    thing.name !== undefined && (thing.isQuoted ? JSON.stringify(thing.name) : thing.name),
    thing.kind !== thing.name && thing.kind && `:${thing.kind}`,
    thing.ordinal !== undefined && `#${thing.ordinal}`,
    such && JSON.stringify(such),
    thing.except !== undefined && `but ${thing.except}`,
    thing.position && `at ${thing.position}`,
    place && `of ${place}`,
  ];
  return `<${parts.filter((part) => part !== undefined && part !== false && part !== "").join(" ")}>`;
}
