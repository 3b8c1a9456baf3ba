// A page worked on in a real browser: a goal in plain words, then the program that it left, with the data of the page.
import { strict as assert } from "node:assert";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Action,
  type BrowseGoalResult,
  createBrowserAgent,
  type ProgramResult,
} from "@convoke/agents-browser";
import { Orchestrator, TaskStatus } from "@convoke/core";

const lamps = [
  { name: "Aurora", price: 49.5 },
  { name: "Beacon", price: 58 },
];

/** In place of a real site: a list of lamps, with a form that adds one. */
const site = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://site");
  const name = searchParams.get("name")?.replaceAll(/[^\w ]/g, "");
  if (name) lamps.push({ name, price: Number(searchParams.get("price")) });
  const rows = lamps.map((lamp) => `<tr><td>${lamp.name}</td><td>€ ${lamp.price.toFixed(2)}</td></tr>`);
  response.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html>
    <title>Lamps</title><h1>${lamps.length} lamps</h1>
    <form><label>Name <input name="name"></label> <label>Price <input name="price"></label> <button>Add lamp</button></form>
    <table><tr><th>Name</th><th>Price</th></tr>${rows.join("")}</table>`);
});
await once(site.listen(0, "127.0.0.1"), "listening");
const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;

const orchestrator = new Orchestrator();
// Nothing else is let through: what a browser sends passes the agent's own proxy.
orchestrator.registerAgent(createBrowserAgent({ policy: { allowPrivate: [url] } }));

const goal = await orchestrator.delegateTask({
  agentType: "browser",
  description: "Add a lamp",
  input: {
    url,
    goal: 'Enter "Comet" into the Name field, enter "12.25" into the Price field and press "Add lamp"',
    expect: { text: "3 lamps" },
  },
});

if (goal.failure?.details?.["reason"] === "browser_missing") {
  console.log(`no browser on this machine, so there is nothing to show: ${goal.error}`);
} else {
  assert.equal(goal.status, TaskStatus.COMPLETED, goal.error);
  const { actions, recorded } = goal.result as BrowseGoalResult;
  console.log("did:", actions.map(({ action }) => action.action).join(", "));

  // What was recorded is a program: it needs neither the goal nor a model, and works when the page is laid out anew.
  const readLamps: Action = {
    action: "extract",
    as: "lamps",
    schema: {
      type: "array",
      items: {
        type: "object",
        properties: { name: { type: "string" }, price: { type: "number" } },
        required: ["name", "price"],
      },
    },
  };
  const again = await orchestrator.delegateTask({
    agentType: "browser",
    description: "Add it once more, and read the list",
    input: { program: { ...recorded, actions: [...recorded.actions, readLamps] } },
  });
  assert.equal(again.status, TaskStatus.COMPLETED, again.error);
  console.log("lamps:", JSON.stringify((again.result as ProgramResult).data["lamps"]));
}
await orchestrator.close();
site.close();
