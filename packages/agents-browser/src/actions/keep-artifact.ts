import { awaitUnlessAborted } from "@convoke/core";
import type { Acting } from "./acting.ts";
import type { ArtifactReference } from "./action-record.ts";

/** Puts bytes into the artifact store. */
export async function keepArtifact(
  content: Uint8Array,
  mediaType: string,
  name: string,
  { context, signal }: Pick<Acting, "context" | "signal">,
): Promise<ArtifactReference> {
  const { hash, bytes } = await awaitUnlessAborted(signal, () => context.artifacts.put(content, mediaType));
  return { artifact: hash, mediaType, bytes, name };
}
