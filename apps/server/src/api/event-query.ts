import { z } from "@hono/zod-openapi";
import { eventTypes } from "@convoke/core";
import type { ServerEvent } from "./event.ts";

/** What streams send: the events of core, and what they tell of progress that came before. */
const sentTypes: readonly string[] = [
  ...eventTypes.filter((type) => type !== "run-lost"),
  "progress-recap" satisfies ServerEvent["type"],
];

/** A place in the events: a whole number as text; empty counts as missing. */
const cursorSchema = z
  .string()
  .regex(/^\d{0,15}$/, "must be the cursor of an event: a whole number from 0 up")
  .optional();

/** Which events a stream is to send, and in which form. */
export const eventQuerySchema = z.object({
  /** Events after this cursor; from now on when left out. `Last-Event-ID` goes before it. */
  after: cursorSchema,
  /** `true` leaves out the inputs and results of tasks. */
  brief: z.enum(["true", "false"]).optional(),
  /** Types with commas between; all when left out. */
  types: z
    .string()
    .max(1_000)
    .refine((text) => text.split(",").every((type) => sentTypes.includes(type)), {
      error: `must be types of events with commas between: ${sentTypes.join(", ")}`,
    })
    .optional(),
});

export const eventHeadersSchema = z.object({ "last-event-id": cursorSchema });
