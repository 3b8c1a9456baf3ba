import { open } from "node:fs/promises";
import { describeThrown } from "./describe-thrown.ts";
import { ModelError } from "../errors/model-error.ts";

const magic = "GGUF";
/** Versions of the format that llama.cpp reads. */
const versions: readonly number[] = [2, 3];
const lengthOfBeginning = 8;

/** Refuses a path at which no GGUF file lies, before a whole runtime is loaded for it. */
export async function checkGguf(path: string): Promise<void> {
  const beginning = await readBeginning(path);
  const mark = beginning.toString("latin1", 0, magic.length);
  if (mark === magic && beginning.length === lengthOfBeginning) {
    const version = beginning.readUInt32LE(magic.length);
    if (versions.includes(version)) return;
    const message = `localModel: ${path} has version ${version} of GGUF; versions 2 and 3 are read. Convert it anew.`;
    throw new ModelError("model_not_found", message, { details: { path, version } });
  }
  throw new ModelError(
    "model_not_found",
    `localModel: ${path} is no GGUF file: it begins with ${JSON.stringify(mark)} in place of "${magic}". ` +
      "Pass a file of weights in the GGUF format; other formats have to be converted to it first.",
    { details: { path } },
  );
}

async function readBeginning(path: string): Promise<Buffer> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(lengthOfBeginning), 0, lengthOfBeginning, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new ModelError(
      "model_not_found",
      `localModel: ${isMissing ? `there is no file ${path}` : `${path} cannot be read (${describeThrown(cause)})`}. ` +
        "Pass the path of a GGUF file.",
      { cause, details: { path } },
    );
  }
}
