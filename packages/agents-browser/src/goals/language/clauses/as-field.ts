import type { ThingPhrase } from "../../goal-reading.ts";

const fieldKinds = new Set([
  "field",
  "textarea",
  "search field",
  "password",
  "username",
  "dropdown",
  "spinner",
  "slider",
  "calendar",
  "editor",
  "color picker",
  "cell",
  "form",
]);

/** "the email" as the place of a value is a field called so, not a message. */
export function asField(thing: ThingPhrase): ThingPhrase {
  if (thing.kind === undefined || fieldKinds.has(thing.kind) || thing.refersBack) return thing;
  const { kind, ...rest } = thing;
  const isWhole = !thing.isQuoted && thing.of === undefined;
  return { ...rest, name: isWhole ? thing.text : (thing.name ?? kind) };
}
