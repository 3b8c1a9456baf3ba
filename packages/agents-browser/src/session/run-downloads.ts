import { rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Download, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { ReceivedDownload } from "./browser-run.ts";
import { createDownloadFolder } from "./download-folder.ts";

/** The downloads of a run. */
export interface RunDownloads {
  /** To be called for the run's first tab before it shows anything: from then on downloads go to the run's folder. */
  begin(page: Page): Promise<void>;
  watch(page: Page): void;
  /** The next download; call before what starts it. Rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<ReceivedDownload>;
  /** Removes the folder. */
  close(): Promise<void>;
}

/** What a run may download. */
export interface DownloadLimits {
  readonly maxDownloads: number;
  readonly maxDownloadBytes: number;
}

const longestName = 200;
const longestUrl = 2000;

const createLimitError = (limit: keyof DownloadLimits, message: string): BrowserError =>
  new BrowserError("limit_exceeded", message, { details: { limit } });

/**
 * Keeps what a run downloads in a folder of its own, under names that we choose; what nobody waits for is cancelled.
 *
 * The browser tells how much has arrived, and is told to stop, through its own protocol: Playwright shows a download
 * only when it is complete.
 */
export function receiveDownloads(
  browser: Browser,
  context: BrowserContext,
  { maxDownloads, maxDownloadBytes }: DownloadLimits,
  end: (reason: BrowserError) => void,
): RunDownloads {
  let folder: string | undefined;
  let session: CDPSession | undefined;
  let isClosed = false;
  let count = 0;
  let kept = 0;
  let waiting: ((download: Download) => void) | undefined;
  const tooLarge = (): BrowserError =>
    createLimitError("maxDownloadBytes", `The download is larger than ${maxDownloadBytes} bytes.`);

  const release = async (): Promise<void> => {
    await session?.detach().catch(() => {});
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  /** The run may have ended meanwhile, and nobody would come for what was made since. */
  const requireOpen = async (): Promise<void> => {
    if (!isClosed) return;
    await release();
    throw new BrowserError("page_closed", "The run is closed.");
  };
  const save = async (download: Download, stopped: AbortSignal): Promise<ReceivedDownload> => {
    let isTooLarge = false;
    const note = ({ receivedBytes }: { readonly receivedBytes: number }): void => {
      isTooLarge ||= receivedBytes > maxDownloadBytes;
    };
    const cancel = (): void => void download.cancel().catch(() => {});
    session?.on("Browser.downloadProgress", note);
    stopped.addEventListener("abort", cancel, { once: true });
    if (stopped.aborted) cancel();
    try {
      // The last part of Playwright's own path is what the browser calls the file, in whichever folder.
      const name = basename(await download.path());
      if (folder === undefined)
        throw new BrowserError("download_failed", "The run has no folder for downloads.");
      kept += 1;
      const path = join(folder, `download-${kept}`);
      await rename(join(folder, name), path);
      const { size: bytes } = await stat(path);
      if (bytes > maxDownloadBytes) {
        await rm(path, { force: true });
        throw tooLarge();
      }
      const suggestedName = download.suggestedFilename().slice(0, longestName);
      return { suggestedName, url: download.url().slice(0, longestUrl), path, bytes };
    } catch (error) {
      if (isTooLarge) throw tooLarge();
      if (BrowserError.is(error)) throw error;
      throw new BrowserError("download_failed", "The download did not arrive completely.", { cause: error });
    } finally {
      session?.off("Browser.downloadProgress", note);
      stopped.removeEventListener("abort", cancel);
    }
  };
  return {
    async begin(page) {
      const created = await createDownloadFolder();
      folder = created;
      await requireOpen();
      const [own, pageSession] = await Promise.all([
        browser.newBrowserCDPSession(),
        context.newCDPSession(page),
      ]);
      session = own;
      await requireOpen();
      const { targetInfo } = await pageSession.send("Target.getTargetInfo");
      const { browserContextId } = targetInfo;
      if (browserContextId === undefined) throw new BrowserError("browser_failed", "The context has no id.");
      own.on("Browser.downloadProgress", ({ guid, receivedBytes, state }) => {
        if (state !== "inProgress" || receivedBytes <= maxDownloadBytes) return;
        // Those of other contexts are reported too, and refused here.
        own.send("Browser.cancelDownload", { guid, browserContextId }).catch(() => {});
      });
      await Promise.all([
        pageSession.detach(),
        own.send("Browser.setDownloadBehavior", {
          behavior: "allowAndName",
          browserContextId,
          downloadPath: created,
          eventsEnabled: true,
        }),
      ]);
    },
    watch(page) {
      page.on("download", (download) => {
        count += 1;
        const receive = waiting;
        waiting = undefined;
        if (receive && count <= maxDownloads) receive(download);
        else download.cancel().catch(() => {});
        if (count <= maxDownloads) return;
        end(createLimitError("maxDownloads", `The run started more than ${maxDownloads} downloads.`));
      });
    },
    next: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const receive = (download: Download): void => {
          signal.removeEventListener("abort", stop);
          resolve(save(download, signal));
        };
        const stop = (): void => {
          if (waiting === receive) waiting = undefined;
          reject(signal.reason);
        };
        signal.addEventListener("abort", stop, { once: true });
        waiting = receive;
      }),
    close() {
      isClosed = true;
      return release();
    },
  };
}
