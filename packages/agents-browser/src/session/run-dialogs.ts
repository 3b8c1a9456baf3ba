import type { BrowserContext, Dialog } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { DialogAnswer, SeenDialog } from "./browser-run.ts";

/** The dialogs of a run. */
export interface RunDialogs {
  readonly seen: readonly SeenDialog[];
  answer(answer: DialogAnswer): void;
}

const longestMessage = 1000;

/** Answers every dialog of a context at once; beyond `maxDialogs` its page is closed and the run ended. */
export function answerDialogs(
  context: BrowserContext,
  maxDialogs: number,
  end: (reason: BrowserError) => void,
): RunDialogs {
  const seen: SeenDialog[] = [];
  let chosen: DialogAnswer | undefined;
  let count = 0;

  const answer = async (dialog: Dialog, accepted: boolean): Promise<void> => {
    const text = dialog.type() === "prompt" ? chosen?.text : undefined;
    await (accepted ? dialog.accept(text) : dialog.dismiss());
  };
  context.on("dialog", (dialog) => {
    const type = dialog.type() as SeenDialog["type"];
    const accepted = chosen?.accept ?? (type === "alert" || type === "beforeunload");
    count += 1;
    if (count <= maxDialogs) {
      seen.push({ type, message: dialog.message().slice(0, longestMessage), accepted });
    } else {
      end(
        new BrowserError("limit_exceeded", `The page opened more than ${maxDialogs} dialogs.`, {
          details: { limit: "maxDialogs" },
        }),
      );
      dialog
        .page()
        ?.close()
        .catch(() => {});
    }
    // A dialog whose page is gone needs no answer any more.
    answer(dialog, accepted && count <= maxDialogs).catch(() => {});
  });
  return {
    seen,
    answer(next) {
      chosen = next;
    },
  };
}
