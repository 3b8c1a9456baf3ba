import type { Acting } from "./acting.ts";
import type { ArtifactReference } from "./action-record.ts";
import { untilAborted } from "./until-aborted.ts";

/** Puts bytes into the artifact store. */
export async function keepArtifact(
  content: Uint8Array,
  mediaType: string,
  name: string,
  { context, signal }: Pick<Acting, "context" | "signal">,
): Promise<ArtifactReference> {
  const { hash, bytes } = await untilAborted(context.artifacts.put(content, mediaType), signal);
  return { artifact: hash, mediaType, bytes, name };
}
