import { z } from "zod";
import { BrowserError } from "../../errors/browser-error.ts";
import type { EffectFacts } from "./effect-facts.ts";
import type { ElementFacts } from "./element-facts.ts";

const text = z.string().max(2000).catch("");
const flag = z.boolean().catch(false);

const factsSchema: z.ZodType<ElementFacts> = z.object({
  tag: text,
  inputType: text,
  role: text,
  name: text,
  text,
  label: text,
  testId: text,
  testAttribute: text,
  id: text,
  isVisible: flag,
  isSeeThrough: flag,
  isDisabled: flag,
  isEditable: flag,
  isMultiple: flag,
  around: z
    .array(z.object({ role: text, name: text }))
    .max(10)
    .catch([]),
  path: text,
});

/** What a page said of its elements, as far as it has the right shape: its own scripts may have changed the built-ins. */
export function checkFacts(said: unknown): ElementFacts[] {
  const list = z.array(factsSchema).max(1000).safeParse(said);
  if (!list.success) {
    throw new BrowserError(
      "page_unresponsive",
      "The page does not tell what its elements are; its own scripts may keep it from that.",
    );
  }
  return list.data;
}

const effectSchema: z.ZodType<EffectFacts> = z.object({
  tag: text,
  inputType: text,
  role: text,
  words: text,
  classWords: text,
  isPressable: flag,
  isEditable: flag,
  isMultiline: flag,
  isSubmit: flag,
  hasForm: flag,
  href: text,
  isDownload: flag,
  formAction: text,
  formWords: text,
});

/** The same for what acting on an element may set off; `undefined` when the page does not tell. */
export function checkEffect(said: unknown): EffectFacts | undefined {
  return effectSchema.safeParse(said).data;
}
