import { describe, expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import { openShop } from "../../test/support/shop.ts";
import { createObserver } from "../observe/create-observer.ts";
import type { BrowserError } from "../errors/browser-error.ts";
import type { Action } from "../program/action.ts";
import { runAction } from "./run-action.ts";
import { runProgram } from "./run-program.ts";

describe("runProgram", () => {
  test("replays what was recorded with refs, without them, also after the pages were laid out anew", async () => {
    const shop = await openShop();
    const context = await openActionContext();
    const observer = createObserver(context.run);
    const own = { ...context, observer };
    const recorded: Action[] = [];
    const act = async (
      role: string,
      name: string,
      compose: (target: { ref: string; snapshotId: string }) => Action,
      place = 0,
    ) => {
      const { elements, snapshotId } = await observer.observe();
      const found = elements.filter((element) => element.role === role && element.name.includes(name))[place];
      if (found === undefined)
        throw new Error(`no ${role} ${name} among ${elements.map((e) => `${e.role} ${e.name}`).join()}`);
      const record = await runAction(compose({ ref: found.ref, snapshotId }), own);
      recorded.push(record.recorded!);
    };
    await runAction({ action: "goto", url: shop.origin }, own);
    await act(
      "button",
      "Add to cart",
      (target) => ({ action: "click", target, expect: { text: "Cart: Coffee" } }),
      1,
    );
    await act("link", "Checkout", (target) => ({ action: "click", target }));
    await act("textbox", "Name", (target) => ({ action: "fill", target, value: "Ada" }));
    await act("combobox", "Country", (target) => ({ action: "select", target, options: ["Norway"] }));
    await act("radio", "Courier", (target) => ({ action: "check", target }));
    await act("button", "Place order", (target) => ({
      action: "click",
      target,
      expect: { text: "Thank you" },
    }));
    expect(JSON.stringify(recorded)).not.toMatch(/"ref"|nth-of-type|#/);

    const program = JSON.parse(JSON.stringify({ url: shop.origin, actions: recorded }));
    const again = await runProgram(program, await openActionContext());
    shop.rearrange();
    const result = await runProgram(again.recorded, await openActionContext());
    expect(shop.orders).toHaveLength(3);
    expect(shop.orders[0]).toBe("name=Ada&country=Norway&ship=fast");
    expect(shop.orders[1]).toBe(shop.orders[0]);
    expect(shop.orders[2]).toBe(`voucher=&${shop.orders[0]}`);
    expect(result).toMatchObject({ type: "run_program", status: "completed", title: "Thanks" });
    expect(result.actions.map(({ status }) => status)).toEqual(recorded.map(() => "completed"));
  });

  test("rejects with the action that failed and everything before it", async () => {
    const shop = await openShop();
    const context = await openActionContext();
    const failure = runProgram(
      {
        url: shop.origin,
        timeoutMs: 2500,
        actions: [
          { action: "screenshot", as: "front" },
          { action: "click", target: { role: "link", name: "Checkout" } },
          { action: "click", target: { role: "button", name: "Pay" } },
          { action: "back" },
        ],
      },
      context,
    );
    await expect(failure).rejects.toMatchObject({
      reason: "target_not_found",
      message: expect.stringMatching(
        /^Action 3 of 4 \(click button "Pay"\) failed: .*The page has button "Place order"/,
      ),
      details: {
        index: 2,
        url: `${shop.origin}/checkout`,
        actions: [
          { status: "completed" },
          { status: "completed" },
          { status: "failed", error: expect.any(String) },
        ],
        artifacts: [{ name: "front", mediaType: "image/png" }],
      },
    });
    const details = await failure.catch((error: BrowserError) => error.details);
    expect(JSON.parse(JSON.stringify(details))).toEqual(details);
  });

  test("keeps a trace, and refuses one where secrets would be in it", async () => {
    const shop = await openShop();
    const context = await openActionContext();
    const actions = [{ action: "click", target: { text: "Checkout" } }];
    const { artifacts } = await runProgram({ url: shop.origin, actions }, context, { trace: true });
    expect(artifacts).toMatchObject([{ name: "trace", mediaType: "application/zip" }]);
    const kept = await context.artifacts.get(artifacts[0]!.artifact);
    expect(new TextDecoder().decode(kept?.content.subarray(0, 2))).toBe("PK");
    const withSecret = [{ action: "fill", target: { label: "Name" }, value: { secret: "name" } }];
    await expect(runProgram({ actions: withSecret }, context, { trace: true })).rejects.toMatchObject({
      reason: "invalid_program",
    });
  });

  test("stops as soon as the signal aborts, with its reason", async () => {
    const context = await openActionContext();
    await context.show("<button>Go</button>");
    for (const action of [
      { action: "click", target: { text: "Nothing" } },
      { action: "wait", for: { text: "Nothing" } },
      { action: "click", target: { text: "Go" }, expect: { text: "Nothing" } },
    ]) {
      const stop = new AbortController();
      const running = runProgram({ actions: [action], timeoutMs: 60_000 }, context, { signal: stop.signal });
      await context.run.page.evaluate(() => new Promise(requestAnimationFrame));
      stop.abort(new Error("enough"));
      await expect(running).rejects.toThrow("enough");
    }
    await expect(
      runProgram({ actions: [] }, context, { signal: AbortSignal.abort(new Error("before")) }),
    ).rejects.toThrow("before");
  });
});
