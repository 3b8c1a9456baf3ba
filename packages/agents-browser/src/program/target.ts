import { z } from "zod";

const text = (what: string) =>
  z
    .string({ error: `${what} must be a text` })
    .min(1, `${what} must not be empty`)
    .max(1000, `${what} must be shorter than 1,000 characters`);
const nth = z
  .int()
  .min(0)
  .max(99_999)
  .optional()
  .describe("Which of several, counted from 0. Left out, several are an error.");

/** Where to look: within the element that this target names. */
const within = z.lazy(() => targetSchema).optional();

/**
 * What an action is done to. Text is compared case-insensitively and as a part unless `exact` is set, like Playwright's
 * locators do; several matches are an error that lists them, unless `nth` picks one.
 */
export type Target =
  /** An element of the latest snapshot of `observePage`. */
  | { readonly ref: string; readonly snapshotId: string }
  | {
      readonly role: string;
      readonly name?: string | undefined;
      readonly exact?: boolean | undefined;
      readonly nth?: number | undefined;
      readonly within?: Target | undefined;
    }
  | {
      readonly label: string;
      readonly exact?: boolean | undefined;
      readonly nth?: number | undefined;
      readonly within?: Target | undefined;
    }
  | {
      readonly text: string;
      readonly exact?: boolean | undefined;
      readonly nth?: number | undefined;
      readonly within?: Target | undefined;
    }
  | { readonly testId: string; readonly nth?: number | undefined; readonly within?: Target | undefined }
  | { readonly css: string; readonly nth?: number | undefined; readonly within?: Target | undefined };

export const targetSchema: z.ZodType<Target> = z.union(
  [
    z.strictObject({ ref: text("ref"), snapshotId: text("snapshotId") }),
    z.strictObject({
      role: text("role"),
      name: text("name").optional(),
      exact: z.boolean().optional(),
      nth,
      within,
    }),
    z.strictObject({ label: text("label"), exact: z.boolean().optional(), nth, within }),
    z.strictObject({ text: text("text"), exact: z.boolean().optional(), nth, within }),
    z.strictObject({ testId: text("testId"), nth, within }),
    z.strictObject({ css: text("css"), nth, within }),
  ],
  {
    error:
      "a target is one of { ref, snapshotId }, { role, name?, exact?, nth?, within? }, { label }, { text }, { testId }, { css }",
  },
);
