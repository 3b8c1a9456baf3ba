import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";

/** As the draft of the IETF has it, with or without the quotes of a structured field. */
function createKeyHeaders(description: string) {
  const key = z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, "must have 1 to 255 printable characters of ASCII")
    .optional()
    .openapi({ description, example: "8e03978e-40d5-43e8-bc93-6894a57f9324" });
  return z.object({ "idempotency-key": key });
}

/** The header of requests that start something. */
export const idempotencyHeaders = createKeyHeaders(
  "Makes a repeated request harmless: the same key with the same request is answered with what the first one started, also after a restart; with another request it is refused with `idempotency_key_reused`.",
);

/** The header of requests that may be repeated anyway. */
export const repeatableHeaders = createKeyHeaders(
  "This request may be repeated without harm, with a key or without. A key that came with another request since the server started is refused with `idempotency_key_reused`.",
);

/** The id of the run that a key stands for: so the store remembers the key, and nobody can read it from the id. */
export function toRunId(path: string, key: string): string {
  return `key-${createHash("sha256").update(`${path}\n${key}`).digest("base64url").slice(0, 27)}`;
}

export function refuseReusedKey(): ProblemError {
  return new ProblemError(
    ServerProblemCode.IDEMPOTENCY_KEY_REUSED,
    "This Idempotency-Key came before with another request: send the same request again, or take a new key.",
    [{ path: "header.idempotency-key", message: "came before with another request" }],
  );
}

/** Remembers which request came with a key; the keys that were used longest ago are forgotten. */
export interface KeyLedger {
  /** Throws `idempotency_key_reused` when the key came with another request. */
  note(path: string, key: string | undefined, request: string): void;
}

const mostKeys = 10_000;

/** For requests that may be repeated without harm, whose keys need not outlive the process. */
export function createKeyLedger(): KeyLedger {
  const requests = new Map<string, string>();
  return {
    note(path, key, request) {
      if (key === undefined) return;
      const name = toRunId(path, key);
      const digest = createHash("sha256").update(request).digest("base64");
      const known = requests.get(name);
      if (known !== undefined && known !== digest) throw refuseReusedKey();
      requests.delete(name);
      requests.set(name, digest);
      if (requests.size > mostKeys) for (const oldest of requests.keys()) return void requests.delete(oldest);
    },
  };
}
