import { readFile } from "node:fs/promises";
import { actOn } from "../act-on.ts";
import { keepArtifact } from "../keep-artifact.ts";
import { mediaTypeOf } from "../media-type.ts";
import type { Handler } from "./handler.ts";

export const download: Handler<"download"> = async (action, acting) => {
  const { run } = acting.context;
  let received: Awaited<ReturnType<typeof run.receiveDownload>> | undefined;
  const element = await actOn(action, action.target, acting, async ({ handle }, options) => {
    received = await run.receiveDownload(options.timeout, () => handle.click(options));
  });
  const { path, suggestedName } = received!;
  const content = await readFile(path, { signal: acting.signal });
  const artifact = await keepArtifact(
    content,
    mediaTypeOf(suggestedName),
    action.as ?? tidyName(suggestedName),
    acting,
  );
  return { recorded: { ...action, target: element.recorded }, artifact };
};

/** What a page calls its file, as a name that says nothing of folders. */
function tidyName(name: string): string {
  const tidy = name
    .replaceAll(/[\\/:\p{Cc}]/gu, "_")
    .replace(/^\.+/, "_")
    .slice(0, 100);
  return tidy === "" ? "download" : tidy;
}
