import { describe, expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import type { Action } from "../program/action.ts";
import { runAction } from "./run-action.ts";

async function run(html: string, ...actions: Action[]) {
  const context = await openActionContext();
  await context.show(html);
  const records = [];
  for (const action of actions) records.push(await runAction(action, context));
  return { records, said: await context.said() };
}

describe("runAction", () => {
  test("clicks what has the role and name, and records how to find it again", async () => {
    const { records, said } = await run(
      `<button onclick="said='no'">Cancel</button><button id="x1234" onclick="said='yes'">Save</button>`,
      { action: "click", target: { role: "button", name: "save" } },
    );
    expect(said).toBe("yes");
    expect(records[0]).toMatchObject({
      status: "completed",
      recorded: { action: "click", target: { role: "button", name: "Save", exact: true } },
    });
  });

  test("fills, presses, selects and checks", async () => {
    const { said } = await run(
      `<form onsubmit="said=[...new FormData(this)]; return false"><label>Name <input name=n></label>
       <label>Size <select name=s><option value=1>Small<option value=2>Large</select></label>
       <label><input type=checkbox name=c> Yes</label><button>Go</button></form>`,
      { action: "fill", target: { label: "Name" }, value: "Ada" },
      { action: "select", target: { label: "Size" }, options: ["large"] },
      { action: "check", target: { role: "checkbox" } },
      { action: "press", target: { label: "Name" }, key: "Enter" },
    );
    expect(said).toEqual([
      ["n", "Ada"],
      ["s", "2"],
      ["c", "on"],
    ]);
  });

  test("names the candidates when several match, and what there is when nothing does", async () => {
    const page = `<button>Save</button><div role=dialog aria-label="Print"><button>Save</button></div>`;
    await expect(
      run(page, { action: "click", target: { role: "button", name: "Save" } }),
    ).rejects.toMatchObject({
      reason: "ambiguous_target",
      details: {
        count: 2,
        candidates: [{ name: "Save", target: { nth: 0 } }, { target: { within: { role: "dialog" } } }],
      },
    });
    await expect(
      run(page, { action: "click", target: { role: "button", name: "Svae" }, timeoutMs: 1500 }),
    ).rejects.toMatchObject({
      reason: "target_not_found",
      message: expect.stringContaining('did you mean "Save"?'),
    });
  });
});
