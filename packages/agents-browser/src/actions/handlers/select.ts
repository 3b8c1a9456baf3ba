/// <reference lib="dom" />
import { z } from "zod";
import { BrowserError } from "../../errors/browser-error.ts";
import { quote } from "../../targets/describe-target.ts";
import type { ActionOf } from "../../program/action.ts";
import { actOn, type CallOptions } from "../act-on.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";
import { createUnknownOption, normalize } from "./option-names.ts";
import { selectFromPopup } from "./select-popup.ts";

/** One option of a select. */
interface Choice {
  readonly index: number;
  readonly text: string;
  readonly value: string;
  readonly isDisabled: boolean;
}

const choicesSchema = z
  .array(z.object({ index: z.number(), text: z.string(), value: z.string(), isDisabled: z.boolean() }))
  .max(5000);

export const select: Handler<"select"> = async (action, acting) => {
  const element = await actOn(action, action.target, acting, async (found, options) => {
    if (found.facts.tag === "select") await selectOptions(action, found, options);
    else await selectFromPopup(action, found, acting);
  });
  return { recorded: { ...action, target: element.recorded } };
};

async function selectOptions(
  { options: wanted }: ActionOf<"select">,
  { handle, facts, description }: FoundElement,
  options: CallOptions,
): Promise<void> {
  if (wanted.length > 1 && !facts.isMultiple) {
    throw new BrowserError("not_actionable", `${description} takes one option; ${wanted.length} were named.`);
  }
  const choices = choicesSchema.parse(
    await handle.evaluate((element) =>
      [...(element as HTMLSelectElement).options].slice(0, 5000).map((option, index) => ({
        index,
        text: option.label.replace(/\s+/g, " ").trim().slice(0, 1000),
        value: option.value.slice(0, 1000),
        isDisabled: option.disabled || option.closest("optgroup")?.disabled === true,
      })),
    ),
  );
  const chosen = wanted.map((name) => choose(name, choices, description));
  await handle.selectOption(
    chosen.map(({ index }) => ({ index })),
    options,
  );
}

/** By the very text, else the text as people read it, else the value. */
function choose(name: string, choices: readonly Choice[], description: string): Choice {
  const tests: ((choice: Choice) => boolean)[] = [
    ({ text }) => text === name,
    ({ text }) => normalize(text) === normalize(name),
    ({ value }) => value === name,
  ];
  for (const test of tests) {
    const hits = choices.filter(test);
    const able = hits.filter(({ isDisabled }) => !isDisabled);
    if (able.length > 1) {
      throw new BrowserError(
        "ambiguous_target",
        `${able.length} options of ${description} are ${quote(name)}.`,
        {
          details: {
            candidates: able.slice(0, 10).map(({ text, value, index }) => ({ text, value, index })),
          },
        },
      );
    }
    if (able.length === 1) return able[0]!;
    if (hits.length > 0) {
      throw new BrowserError("not_actionable", `The option ${quote(name)} of ${description} is disabled.`);
    }
  }
  throw createUnknownOption(
    name,
    choices.map(({ text, value }) => text || value),
    description,
  );
}
