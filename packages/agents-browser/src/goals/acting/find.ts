import type { ThingPhrase } from "../goal-reading.ts";
import { likeness } from "../ranking/likeness.ts";
import { numberIn } from "../ranking/such.ts";
import { goodOnes, rankCandidates } from "../ranking/rank-candidates.ts";
import { readValue } from "./read-value.ts";
import type { GoalWorld } from "./world.ts";

/** Looks at what the goal names: later clauses act there, or use what was read. Nothing is done to the page. */
export async function find(world: GoalWorld): Promise<void> {
  const [thing] = world.clause.things;
  if (thing === undefined) return;
  if (thing.kind === "word" || /^words?$/u.test(thing.name ?? "")) {
    world.memory.text = await readValue(world, thing);
    return;
  }
  const place = thing.name ?? thing.within?.name ?? thing.of;
  if (place !== undefined) world.memory.place = place;
}

/** Reads a value for the answer, and remembers it. */
export async function read(world: GoalWorld): Promise<void> {
  const { things, valueFrom } = world.clause;
  const phrase = valueFrom ?? things[0];
  if (phrase === undefined) world.refuse(`"${world.clause.source.slice(0, 80)}" does not say what to read`);
  if (phrase.superlative !== undefined && phrase.name === undefined && phrase.kind === undefined)
    world.refuse(`nothing tells what "${phrase.text.slice(0, 80)}" is compared by`);
  const answer = await readValue(world, phrase);
  if (answer.trim() === "" || isOnlyLabel(answer, phrase))
    world.refuse(`the page gives no value for "${phrase.text.slice(0, 80)}"`);
  world.memory.text = answer;
  world.memory.answer = answer;
}

/** The label is asked for its value, never an answer itself. */
const isOnlyLabel = (answer: string, { name, superlative }: ThingPhrase): boolean =>
  name !== undefined &&
  superlative === undefined &&
  [name, `${name}:`].some((label) => likeness(label, answer) >= 0.92);

/** Counts what fits; where the page offers numbers as answers, the right one is clicked. */
export async function count(world: GoalWorld): Promise<void> {
  const [thing] = world.clause.things;
  if (thing === undefined) world.refuse("the goal does not say what to count");
  const number = goodOnes(rankCandidates(world.scene, { ...thing, count: undefined }, "text")).filter(
    ({ element }) => element.tag !== "button",
  ).length;
  const answers = world.scene.elements.filter(
    ({ role, name }) => (role === "button" || role === "radio") && /^\d{1,4}$/u.test(name.trim()),
  );
  const isPlain = thing.name === undefined && thing.within === undefined && thing.of === undefined;
  // None are seen, or the goal was not understood: only shapes and colours, with the answers to choose from, are sure.
  if (number === 0 && !(isPlain && answers.length > 1))
    world.refuse(`nothing is seen that is surely "${thing.text.slice(0, 80)}"`);
  world.memory.answer = String(number);
  world.memory.text = String(number);
  const right = answers.filter(({ name }) => numberIn(name) === number);
  if (answers.length > 1 && right.length !== 1) world.refuse(`${number} are seen, and no answer says that`);
  if (answers.length > 1 && right.length === 1)
    await world.act({ action: "click", target: world.targetOf(right[0]!) });
}
