import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";

/** What a hash looks like; nothing else is ever looked up, or made part of a path. */
const pattern = /^sha256-[0-9a-f]{64}$/u;

/** RFC 6838: a type and a subtype, and parameters in printable characters. */
const mediaTypePattern =
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}(?:\s*;[\u0020-\u007e]{0,200})?$/iu;

/** Whether a text can be the hash of an artifact. */
export const isArtifactHash = (hash: unknown): hash is string =>
  typeof hash === "string" && pattern.test(hash);

/** `sha256-` and the digest of the bytes in hexadecimal digits. */
export async function hashArtifact(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", content));
  return `sha256-${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Refuses what is no artifact; hands out a copy of the bytes, which the caller may go on changing. */
export function copyContent(content: Uint8Array, mediaType: string): Uint8Array<ArrayBuffer> {
  if (!(content instanceof Uint8Array)) {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "An artifact's content must be a Uint8Array.", {
      details: { option: "content" },
    });
  }
  if (typeof mediaType !== "string" || !mediaTypePattern.test(mediaType)) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `An artifact's media type is ${JSON.stringify(String(mediaType).slice(0, 100))}; it must be one such as "image/png".`,
      { details: { option: "mediaType" } },
    );
  }
  return new Uint8Array(content);
}
