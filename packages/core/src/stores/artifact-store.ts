/** What is known of an artifact besides its bytes. */
export interface ArtifactInfo {
  /** The SHA-256 of the bytes, as `sha256-` and 64 hexadecimal digits: equal bytes are one artifact. */
  readonly hash: string;
  /** Such as `image/png`; that of the first `put`. */
  readonly mediaType: string;
  readonly bytes: number;
}

/** An artifact as it was put. */
export interface Artifact extends ArtifactInfo {
  readonly content: Uint8Array;
}

/**
 * Where big binary results go, so that task records hold references instead: screenshots, PDFs, downloads.
 *
 * Both calls reject with `store_failed` when the store cannot write or read, and `put` when it is full.
 */
export interface ArtifactStore {
  put(content: Uint8Array, mediaType: string): Promise<ArtifactInfo>;
  /** `undefined` for a hash that is not kept, or no longer. */
  get(hash: string): Promise<Artifact | undefined>;
}
