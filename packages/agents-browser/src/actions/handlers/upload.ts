/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { Buffer } from "node:buffer";
import type { ElementHandle } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import type { ActionOf } from "../../program/action.ts";
import { quote } from "../../targets/describe-target.ts";
import { actOn, type CallOptions } from "../act-on.ts";
import type { Acting } from "../acting.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";

interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What the protocol to the browser carries at once. */
const mostBytes = 50_000_000;

export const upload: Handler<"upload"> = async (action, acting) => {
  const files = await readFiles(action, acting);
  const element = await actOn(
    action,
    action.target,
    acting,
    async (found, options) => {
      const input = await findInput(found);
      if (input !== undefined) await input.setInputFiles([...files], options);
      else await answerChooser(found, files, options, acting);
    },
    { mayBeHidden: true },
  );
  return { recorded: { ...action, target: element.recorded } };
};

async function readFiles(
  { files }: ActionOf<"upload">,
  { context, signal }: Acting,
): Promise<readonly UploadedFile[]> {
  const read: UploadedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    // A name is shown to the page as it is; folders in it would say something of this machine or mislead the server.
    const name = file.name.replaceAll(/[\\/\0]/g, "_");
    let buffer: Buffer;
    let mimeType = file.mediaType;
    if ("text" in file) {
      buffer = Buffer.from(file.text);
      mimeType ??= "text/plain";
    } else if ("base64" in file) {
      buffer = Buffer.from(file.base64, "base64");
    } else {
      const artifact = await awaitUnlessAborted(signal, () => context.artifacts.get(file.artifact));
      if (artifact === undefined) {
        throw new BrowserError(
          "invalid_program",
          `The artifact store does not hold ${quote(file.artifact)}.`,
        );
      }
      buffer = Buffer.from(artifact.content);
      mimeType ??= artifact.mediaType;
    }
    bytes += buffer.byteLength;
    if (bytes > mostBytes) {
      throw new BrowserError("limit_exceeded", `One upload carries at most ${mostBytes} bytes.`, {
        details: { limit: mostBytes },
      });
    }
    read.push({ name, mimeType: mimeType ?? "application/octet-stream", buffer });
  }
  return read;
}

/** The file input that the element is, labels or holds. */
async function findInput({ handle, facts }: FoundElement): Promise<ElementHandle<Element> | undefined> {
  if (facts.inputType === "file") return handle;
  const held = await handle.evaluateHandle((element) => {
    const control = element instanceof HTMLLabelElement ? element.control : null;
    const inner = element.querySelectorAll("input[type=file]");
    const found = control ?? (inner.length === 1 ? inner[0]! : null);
    return found instanceof HTMLInputElement && found.type === "file" ? found : null;
  });
  return (held.asElement() as ElementHandle<Element> | null) ?? undefined;
}

/** Buttons that open the file dialog by a script. */
async function answerChooser(
  { handle, description }: FoundElement,
  files: readonly UploadedFile[],
  options: CallOptions,
  acting: Acting,
): Promise<void> {
  const chooser = acting.page.waitForEvent("filechooser", options);
  // Should the click fail first, nobody else is there to hear that no dialog came.
  chooser.catch(() => undefined);
  await handle.click(options);
  let opened;
  try {
    opened = await chooser;
  } catch {
    acting.signal.throwIfAborted();
    throw new BrowserError("not_actionable", `${description} is no field for files, and opens none.`);
  }
  if (files.length > 1 && !opened.isMultiple()) {
    throw new BrowserError("not_actionable", `${description} takes one file; ${files.length} were given.`);
  }
  await opened.setFiles([...files], options);
}
