import { open } from "node:fs/promises";
import { describeThrown } from "./describe-thrown.ts";
import { ModelError } from "../errors/model-error.ts";

const magic = "GGUF";

/** Refuses a path at which no GGUF file lies, before a whole runtime is loaded for it. */
export async function checkGguf(path: string): Promise<void> {
  const beginning = await readBeginning(path);
  if (beginning === magic) return;
  throw new ModelError(
    "model_not_found",
    `localModel: ${path} is no GGUF file: it begins with ${JSON.stringify(beginning)} in place of "${magic}". ` +
      "Pass a file of weights in the GGUF format; other formats have to be converted to it first.",
    { details: { path } },
  );
}

async function readBeginning(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString("latin1", 0, bytesRead);
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
