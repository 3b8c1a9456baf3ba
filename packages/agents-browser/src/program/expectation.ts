import { z } from "zod";
import { type Target, targetSchema } from "./target.ts";

/** What must hold on a page; everything that is named must. Texts are compared as parts and case-insensitively. */
export interface Expectation {
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** Text that is visible somewhere on the page. */
  readonly text?: string | undefined;
  /** Text that is visible nowhere. */
  readonly noText?: string | undefined;
  readonly visible?: Target | undefined;
  /** Not there, or not visible. */
  readonly hidden?: Target | undefined;
  readonly checked?: Target | undefined;
  readonly unchecked?: Target | undefined;
  readonly enabled?: Target | undefined;
  readonly disabled?: Target | undefined;
  readonly value?: { readonly of: Target; readonly equals: string } | undefined;
  readonly count?: { readonly of: Target; readonly equals: number } | undefined;
}

const part = z.string().min(1, "must not be empty").max(10_000).optional();

export const expectationSchema: z.ZodType<Expectation> = z
  .strictObject({
    url: part,
    title: part,
    text: part,
    noText: part,
    visible: targetSchema.optional(),
    hidden: targetSchema.optional(),
    checked: targetSchema.optional(),
    unchecked: targetSchema.optional(),
    enabled: targetSchema.optional(),
    disabled: targetSchema.optional(),
    value: z.strictObject({ of: targetSchema, equals: z.string() }).optional(),
    count: z.strictObject({ of: targetSchema, equals: z.int().min(0) }).optional(),
  })
  .refine((expectation) => Object.values(expectation).some((value) => value !== undefined), {
    error: 'an expectation names at least one thing, such as { text: "Thank you" }',
  });
