import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { type Runtime, systemRuntime } from "../runtime/runtime.ts";
import { copyContent, hashArtifact, isArtifactHash } from "../stores/artifact-hash.ts";
import type { ArtifactInfo, ArtifactStore } from "../stores/artifact-store.ts";

/** Where a folder of artifacts is. */
export interface FolderArtifactStoreOptions {
  /** Made when it does not exist; several stores, also of other processes, may share it. */
  readonly folder: string;
  /** @default systemRuntime */
  readonly runtime?: Runtime;
}

const optionNames: readonly string[] = ["folder", "runtime"];

function checkOptions(options: FolderArtifactStoreOptions): void {
  const isObject = typeof options === "object" && options !== null;
  if (isObject) refuseUnknownNames(options, optionNames, "folderArtifactStore: unknown option");
  if (isObject && typeof options.folder === "string" && options.folder !== "") return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    "A folder of artifacts needs the path of its folder: folderArtifactStore({ folder }).",
    { details: { option: "folder" } },
  );
}

const isMissing = (error: unknown): boolean =>
  (error as { readonly code?: unknown } | null)?.code === "ENOENT";

const createStoreFailure = (message: string, cause?: unknown): OrchestrationError =>
  new OrchestrationError(ErrorCode.STORE_FAILED, message, { ...(cause !== undefined && { cause }) });

/** Reads a file; `undefined` when there is none. */
async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw createStoreFailure("The artifact could not be read.", error);
  }
}

/**
 * Creates an artifact store in a folder: a file for each artifact, named by its hash, and one beside it with its media
 * type. A file appears complete or not at all, whoever else writes. Nothing is ever dropped.
 *
 * Throws `invalid_argument` for options that cannot be meant. `put` and `get` reject with `store_failed` when the folder
 * cannot be written or read, and `get` also when a file does not hold what its name says.
 *
 * @example
 * const artifacts = folderArtifactStore({ folder: "./artifacts" });
 * const { hash } = await artifacts.put(screenshot, "image/png");
 */
export function folderArtifactStore(options: FolderArtifactStoreOptions): ArtifactStore {
  checkOptions(options);
  const { folder, runtime = systemRuntime } = options;
  const contentPath = (hash: string): string => join(folder, hash);
  const mediaTypePath = (hash: string): string => join(folder, `${hash}.type`);

  /** Writes beside the place, then moves: readers see the whole file or none. */
  const write = async (path: string, content: Uint8Array | string): Promise<void> => {
    const temporary = `${path}.${runtime.createId()}.part`;
    try {
      await writeFile(temporary, content, { flag: "wx" });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw createStoreFailure("The artifact could not be written.", error);
    }
  };
  const readMediaType = async (hash: string): Promise<string | undefined> => {
    const text = await readIfThere(mediaTypePath(hash));
    return text && new TextDecoder().decode(text);
  };
  const readChecked = async (hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const content = await readIfThere(contentPath(hash));
    if (!content || (await hashArtifact(content)) === hash) return content;
    throw createStoreFailure(
      `The file of the artifact ${hash} is damaged: it does not hold what its name says.`,
    );
  };

  return {
    async put(content, mediaType): Promise<ArtifactInfo> {
      const copy = copyContent(content, mediaType);
      const hash = await hashArtifact(copy);
      const bytes = copy.byteLength;
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw createStoreFailure("The folder of artifacts could not be made.", error);
      });
      const known = await readMediaType(hash);
      // A damaged file is replaced: what was put is what is got.
      const isThere = known !== undefined && (await readChecked(hash).catch(() => undefined)) !== undefined;
      if (isThere) return { hash, mediaType: known, bytes };
      // The type first: an artifact that is there has one.
      if (known === undefined) await write(mediaTypePath(hash), mediaType);
      await write(contentPath(hash), copy);
      return { hash, mediaType: known ?? mediaType, bytes };
    },
    async get(hash) {
      if (!isArtifactHash(hash)) return undefined;
      const content = await readChecked(hash);
      if (!content) return undefined;
      const mediaType = await readMediaType(hash);
      if (mediaType === undefined)
        throw createStoreFailure(`The media type of the artifact ${hash} is lost.`);
      return { hash, mediaType, bytes: content.byteLength, content };
    },
  };
}
