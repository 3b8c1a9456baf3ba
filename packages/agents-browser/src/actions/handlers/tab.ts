import { awaitUnlessAborted, delay } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { checkAddress } from "../../policy/check-address.ts";
import { approveVisit } from "../approve-action.ts";
import type { Handler } from "./handler.ts";
import { baseOf, visit } from "./navigate.ts";

export const tab: Handler<"tab"> = async (action, acting) => {
  const { open, select, close } = action;
  const { run } = acting.context;
  if ([open, select, close].filter((part) => part !== undefined).length !== 1) {
    throw new BrowserError("invalid_program", "A tab action has one of open, select and close.");
  }
  if (open !== undefined) {
    const url = checkAddress(open, run.policy, baseOf(acting.page.url()));
    await approveVisit(action, url, acting);
    const page = await awaitUnlessAborted(acting.signal, () => run.openTab());
    await visit({ ...acting, page }, url, action.expect !== undefined);
    return { recorded: { ...action, open: url.href } };
  }
  const index = select ?? close!;
  // A page opens its popups a moment after the click that asked for them.
  while (index >= run.tabs.length && acting.remainingMs() > 0) await delay(run.runtime, 50, acting.signal);
  if (index >= run.tabs.length) {
    throw new BrowserError(
      "target_not_found",
      `There is no tab ${index}; there are ${run.tabs.length}, counted from 0.`,
      {
        details: { tabs: run.tabs.length },
      },
    );
  }
  if (select !== undefined) run.selectTab(index);
  else await awaitUnlessAborted(acting.signal, () => run.closeTab(index));
  return { recorded: action };
};
