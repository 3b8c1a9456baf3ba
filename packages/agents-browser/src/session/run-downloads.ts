import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { ReceivedDownload } from "./browser-run.ts";

/** The downloads of a run. */
export interface RunDownloads {
  watch(page: Page): void;
  /** The next download; call before what starts it. */
  next(signal: AbortSignal): Promise<ReceivedDownload>;
  close(): Promise<void>;
}

/** Keeps what a run downloads in a folder of its own, under names that we choose. */
export function receiveDownloads({
  maxDownloads,
  maxDownloadBytes,
  end,
}: {
  readonly maxDownloads: number;
  readonly maxDownloadBytes: number;
  readonly end: (reason: BrowserError) => void;
}): RunDownloads {
  let folder: Promise<string> | undefined;
  let count = 0;
  let waiting: ((download: Download) => void) | undefined;

  const save = async (download: Download): Promise<ReceivedDownload> => {
    folder ??= mkdtemp(join(tmpdir(), "convoke-downloads-"));
    const path = join(await folder, `download-${count}`);
    await download.saveAs(path);
    const { size: bytes } = await stat(path);
    if (bytes > maxDownloadBytes) {
      await rm(path, { force: true });
      throw new BrowserError("limit_exceeded", `The download is larger than ${maxDownloadBytes} bytes.`);
    }
    return { suggestedName: download.suggestedFilename().slice(0, 200), url: download.url(), path, bytes };
  };
  return {
    watch(page) {
      page.on("download", (download) => {
        count += 1;
        if (count > maxDownloads) {
          end(new BrowserError("limit_exceeded", `The page started more than ${maxDownloads} downloads.`));
        }
        if (waiting && count <= maxDownloads) waiting(download);
        else download.cancel().catch(() => {});
        waiting = undefined;
      });
    },
    next: (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        waiting = (download) => resolve(save(download));
      }),
    async close() {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}
