import { describe, expect, it } from "vitest";
import { openActionContext } from "../../../test/support/open-action-context.ts";
import { createObserver } from "../../observe/create-observer.ts";
import { createWorld, type OpenWorld } from "../acting/create-world.ts";
import { readGoal } from "../language/read-goal.ts";
import type { TextPart } from "./measure-text.ts";
import { selectText } from "./select-text.ts";

async function openWorld(html: string): Promise<OpenWorld> {
  const context = await openActionContext();
  await context.show(html);
  const goal = "highlight the text";
  return createWorld({ goal }, readGoal(goal), { ...context, observer: createObserver(context.run) });
}

const elementSaying = (world: OpenWorld, part: string) =>
  world.scene.elements.find(({ text }) => text.includes(part))!;

const paragraphs =
  "<p style='width:150px'>The quick brown fox jumps over <b>the lazy dog</b> and runs on.</p><p>Another word and another.</p>";

describe("selectText", () => {
  it("selects all, some words, or one word of a text, over lines and elements", async () => {
    const world = await openWorld(paragraphs);
    const parts: readonly TextPart[] = [
      { kind: "all" },
      { kind: "words", words: "jumps over the lazy" },
      { kind: "word", ordinal: 2 },
      { kind: "word", ordinal: -1 },
    ];
    const selected: boolean[] = [];
    for (const part of parts) selected.push(await selectText(world, elementSaying(world, "quick"), part));
    expect(selected).toEqual([true, true, true, true]);
  });

  it("tells when a text cannot be selected, is not there, or is there twice", async () => {
    const world = await openWorld("<p style='user-select:none'>Not for you</p><p>again and again</p>");
    expect(await selectText(world, elementSaying(world, "you"), { kind: "all" })).toBe(false);
    const again = elementSaying(world, "again");
    expect(await selectText(world, again, { kind: "words", words: "again" })).toBe(false);
    expect(await selectText(world, again, { kind: "words", words: "never" })).toBe(false);
    expect(await selectText(world, again, { kind: "word", ordinal: 99 })).toBe(false);
  });
});
