import { z } from "@hono/zod-openapi";

export const healthSchema = z.object({ status: z.literal("ok") }).openapi("Health");

/** Whether the server takes work, and what speaks against it. */
export const readinessSchema = z
  .object({
    ready: z.boolean(),
    /** Empty when it is ready. */
    reasons: z.array(z.string()).readonly(),
  })
  .openapi("Readiness");
