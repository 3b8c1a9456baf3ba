import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { copyContent, hashArtifact } from "./artifact-hash.ts";
import type { Artifact, ArtifactStore } from "./artifact-store.ts";

/** How much an artifact store in memory keeps. */
export interface MemoryArtifactStoreOptions {
  /** Bytes of all artifacts together. @default 100,000,000 */
  readonly maxBytes?: number;
  /** @default 1,000 */
  readonly maxArtifacts?: number;
}

const optionNames: readonly string[] = ["maxBytes", "maxArtifacts"];

function requireCount(option: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${option} is ${showValue(value)}; it must be a whole number of at least 1.`,
    { details: { option } },
  );
}

/**
 * Creates an artifact store that lives as long as the process. When it is full, the artifacts that were put or got
 * longest ago are dropped, and `get` answers `undefined` for them; one that is larger than `maxBytes` by itself is
 * refused with `store_failed`. Throws `invalid_argument` for options that cannot be meant.
 *
 * @example
 * const artifacts = memoryArtifactStore({ maxBytes: 20_000_000 });
 * const { hash } = await artifacts.put(screenshot, "image/png");
 * (await artifacts.get(hash))?.content; // the same bytes
 */
export function memoryArtifactStore(options: MemoryArtifactStoreOptions = {}): ArtifactStore {
  refuseUnknownNames(options, optionNames, "memoryArtifactStore: unknown option");
  const { maxBytes = 100_000_000, maxArtifacts = 1000 } = options;
  requireCount("maxBytes", maxBytes);
  requireCount("maxArtifacts", maxArtifacts);
  /** From the least to the most recently used. */
  const kept = new Map<string, Artifact>();
  let keptBytes = 0;

  const touch = (artifact: Artifact): void => {
    kept.delete(artifact.hash);
    kept.set(artifact.hash, artifact);
  };
  const makeRoom = (bytes: number): void => {
    for (const [hash, artifact] of kept) {
      if (keptBytes + bytes <= maxBytes && kept.size < maxArtifacts) return;
      kept.delete(hash);
      keptBytes -= artifact.bytes;
    }
  };

  return {
    async put(content, mediaType) {
      const copy = copyContent(content, mediaType);
      const bytes = copy.byteLength;
      if (bytes > maxBytes) {
        throw new OrchestrationError(
          ErrorCode.STORE_FAILED,
          `An artifact of ${bytes} bytes is larger than the store, which keeps ${maxBytes}.`,
          { details: { bytes, maxBytes } },
        );
      }
      const hash = await hashArtifact(copy);
      const known = kept.get(hash);
      if (known) {
        touch(known);
        return { hash, mediaType: known.mediaType, bytes };
      }
      makeRoom(bytes);
      kept.set(hash, { hash, mediaType, bytes, content: copy });
      keptBytes += bytes;
      return { hash, mediaType, bytes };
    },
    async get(hash) {
      const artifact = kept.get(hash);
      if (!artifact) return undefined;
      touch(artifact);
      return { ...artifact, content: new Uint8Array(artifact.content) };
    },
  };
}
