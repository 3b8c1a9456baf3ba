import { expect, test } from "vitest";
import { openGoalPages } from "../../test/support/goal-pages.ts";
import type { ActionContext } from "../actions/action-context.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { pursueGoal } from "./pursue-goal.ts";

const pages = openGoalPages();
const open = (html: string): Promise<ActionContext> => pages.show(html);

const form = `
  <p>Enter "Ada" as the name, check Newsletter, choose Tea and press Save.</p>
  <form onsubmit="event.preventDefault(); out.textContent = [n.value, c.checked, s.value].join(' ')">
    <div>Name</div><input id="n"><div>Town</div><input>
    <label><input type="checkbox" id="c"> Newsletter</label>
    <select id="s"><option>Coffee<option>Tea</select>
    <button type="button">Cancel</button><button>Save</button>
  </form><output id="out"></output>`;

test("pursueGoal: fills a form as the goal says, though the page repeats the goal", async () => {
  const context = await open(form);
  const { steps } = await pursueGoal(
    { goal: 'Enter "Ada" as the name, check Newsletter, choose Tea and press Save.' },
    context,
  );
  expect(await context.run.page.locator("#out").textContent()).toBe("Ada true Tea");
  expect(steps.map(({ action }) => action.action)).toEqual(["fill", "check", "select", "click"]);
});

test("pursueGoal: does not submit what the goal does not ask to submit", async () => {
  const context = await open(form);
  await pursueGoal({ goal: 'Enter "Ada" as the name' }, context);
  expect(await context.run.page.locator("#n").inputValue()).toBe("Ada");
  expect(await context.run.page.locator("#out").textContent()).toBe("");
});

test("pursueGoal: looks behind what is closed for what it does not see", async () => {
  const context = await open(`
    <details><summary>One</summary><button>Alpha</button></details>
    <details><summary>Two</summary><button onclick="out.textContent = 'done'">Omega</button></details><output id="out"></output>`);
  await pursueGoal({ goal: "Click the Omega button" }, context);
  expect(await context.run.page.locator("#out").textContent()).toBe("done");
});

test("pursueGoal: acts in the row that the goal names", async () => {
  const row = (name: string): string =>
    `<tr><td>${name}</td><td><button onclick="out.textContent += '${name}'">Delete</button></td></tr>`;
  const context = await open(
    `<table>${["Ada", "Bob", "Cy"].map(row).join("")}</table><output id="out"></output>`,
  );
  await pursueGoal({ goal: "Click Delete in the row of Bob" }, context);
  expect(await context.run.page.locator("#out").textContent()).toBe("Bob");
});

test("pursueGoal: does not guess between equals, and says what it saw", async () => {
  const context = await open(
    `<button onclick="out.textContent = 1">Edit</button><button onclick="out.textContent = 2">Edit</button><output id="out"></output>`,
  );
  const error = await pursueGoal({ goal: "Click the Edit button" }, context).catch(
    (caught: unknown) => caught,
  );
  expect(BrowserError.is(error) && error.reason).toBe("needs_model");
  expect((error as BrowserError).details).toMatchObject({
    seen: {
      candidates: [
        { role: "button", name: "Edit" },
        { role: "button", name: "Edit" },
      ],
      clausesLeft: [expect.stringContaining("Edit")],
      stepsDone: [],
    },
  });
  expect(await context.run.page.locator("#out").textContent()).toBe("");
});

test("pursueGoal: finds nothing that fits on a page that says something else", async () => {
  const context = await open(`<button>Cancel</button><a href="#">About us</a>`);
  await expect(pursueGoal({ goal: "Click the Subscribe button" }, context)).rejects.toMatchObject({
    reason: "needs_model",
  });
});

test("pursueGoal: sets a slider and chooses a date", async () => {
  const context = await open(
    `<label>Volume <input type="range" id="r" max="50"></label><label>Day <input type="date" id="d"></label>`,
  );
  await pursueGoal({ goal: "Set the slider to 37 and select 03/05/2016 as the date" }, context);
  expect(await context.run.page.locator("#r").inputValue()).toBe("37");
  expect(await context.run.page.locator("#d").inputValue()).toBe("2016-03-05");
});

test("pursueGoal: guesses a number by what the page answers", async () => {
  const context = await open(`<p id="say">Your guess?</p><form onsubmit="event.preventDefault();
    say.textContent = g.value < 37 ? 'It is higher' : g.value > 37 ? 'It is lower' : 'Correct!'; tries.textContent++">
    <input type="number" id="g"><button>OK</button></form><output id="tries">0</output>`);
  await pursueGoal({ goal: "Guess the number between 1 and 100 and press OK" }, context);
  expect(await pages.text("#say")).toBe("Correct!");
  expect(Number(await pages.text("#tries"))).toBeLessThanOrEqual(7);
});

test("pursueGoal: writes a time as its field takes it", async () => {
  const context = await open(`<label>Start <input type="time" id="t"></label>`);
  await pursueGoal({ goal: "Enter 3:45 pm into the start field" }, context);
  expect(await context.run.page.locator("#t").inputValue()).toBe("15:45");
});

test("pursueGoal: keeps the mouse over what moves until it rests", async () => {
  const context =
    await open(`<style>#ball { position: absolute; left: 0; top: 40px; width: 40px; height: 40px; border-radius: 20px;
    background: red; cursor: pointer; animation: go 1s linear } @keyframes go { from { left: 300px } }</style><div id="ball" title="ball"></div>`);
  await pursueGoal({ goal: "Keep the mouse over the ball" }, context);
  expect(await context.run.page.locator("#ball:hover").count()).toBe(1);
});
