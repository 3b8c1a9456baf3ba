import { expect, test } from "vitest";
import { openGoalPages } from "../../test/support/goal-pages.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { pursueGoal } from "./pursue-goal.ts";

const pages = openGoalPages();

/** Everything that is clicked or changed on a page is written down, in order. */
const listen = `<output id="log"></output><script>
  for (const kind of ["click", "change", "submit"]) addEventListener(kind, (event) => {
    event.preventDefault();
    const at = event.target.closest("button, a, input, select, textarea, form");
    if (at) log.textContent += kind + ":" + (at.id || at.textContent.trim()) + " ";
  }, kind === "click" ? false : true);
</script>`.replace("event.preventDefault();", 'if (kind === "submit") event.preventDefault();');

const card = (title: string, id: string, button = "Save"): string =>
  `<section><h2>${title}</h2><p>Text of ${title}</p><button id="${id}">${button}</button></section>`;
const mail = (from: string, id: string, subject = "Hello"): string =>
  `<li><b>${from}</b> <span>${subject}</span> <button id="${id}">Delete</button></li>`;

const ambiguous: readonly (readonly [string, string, string])[] = [
  ["two equal buttons", card("Profile", "a") + card("Billing", "b"), "Click Save"],
  [
    "two fields of one label",
    `<label>Name <input id="a"></label><p>Child</p><label>Name <input id="b"></label>`,
    'Enter "Ada" into the name field',
  ],
  [
    "two near names",
    `<button id="a">Save draft now</button><button id="b">Save draft later</button>`,
    "Click Save draft",
  ],
  ["a name that is spelt alike", `<button id="a">Expert</button>`, "Click the Export button"],
  ["the opposite", `<button id="a">Subscribe</button>`, "Click Unsubscribe"],
  ["the opposite in words", `<a id="a" href="#">Do not sell my data</a>`, "Click Sell my data"],
  ["a name with another number", `<button id="a">Item 2</button>`, "Click Item 1"],
  [
    "two persons of one name",
    `<ul>${mail("Bob", "a", "One")}${mail("Ann", "b")}${mail("Bob", "c", "Two")}</ul>`,
    "Delete the email by Bob",
  ],
  ["a person that is not there", `<ul>${mail("Ann", "a")}</ul>`, "Delete the email by Bob"],
  [
    "a row that has no such control",
    `<ul><li><b>Bob</b> <span>locked</span></li>${mail("Cy", "c")}</ul>`,
    "Delete the email by Bob",
  ],
  [
    "a disabled control beside one that is called alike",
    `<button id="a" disabled>Save</button><button id="b">Save as template</button>`,
    "Click Save",
  ],
  ["a field of another name", `<label>Email <input id="a"></label>`, "Enter 555 into the phone field"],
  [
    "an option of another list",
    `<label>Size <select id="a"><option>S<option>M</select></label><label>Colour <select id="b"><option>Blue<option>Red</select></label>`,
    'Select "Red" from the Size dropdown',
  ],
  [
    "two lists with the option",
    `<label>From <select id="a"><option>-<option>Rome</select></label><label>To <select id="b"><option>-<option>Rome</select></label>`,
    'Select "Rome"',
  ],
  [
    "a condition that the page does not tell",
    `<button id="a">Buy</button>`,
    "If the price is below $40, click Buy",
  ],
  ["nothing that 'it' could be", `<button id="a">Pay</button>`, "Click it"],
  [
    "equal amounts",
    `<ul><li>Tea $3 <button id="a">Buy</button></li><li>Mate $3 <button id="b">Buy</button></li></ul>`,
    "Click the cheapest item",
  ],
];

test.each(ambiguous)("pursueGoal: does not guess: %s", async (_, html, goal) => {
  const context = await pages.show(html + listen);
  const error = await pursueGoal({ goal }, context).catch((caught: unknown) => caught);
  expect(await pages.text("#log")).toBe("");
  expect(BrowserError.is(error) && error.reason).toBe("needs_model");
  expect((error as BrowserError).details.seen).toMatchObject({ stepsDone: [] });
});

const boxes = (checked: string): string =>
  ["Email", "SMS", "Post"]
    .map(
      (name) =>
        `<label><input type="checkbox" id="${name}" ${checked.includes(name) ? "checked" : ""}> ${name}</label>`,
    )
    .join("");

const certain: readonly (readonly [string, string, string, string])[] = [
  ["scope", card("Profile", "a") + card("Billing", "b"), 'In the "Billing" section, click Save', "click:b"],
  [
    "one person among others",
    `<ul>${mail("Ann", "a")}${mail("Bob", "b")}${mail("Cy", "c")}</ul>`,
    "Delete the email by Bob",
    "click:b",
  ],
  [
    "only",
    `<fieldset>${boxes("Post")}</fieldset>`,
    'Check only "Email" and "SMS"',
    "click:Email change:Email click:SMS change:SMS click:Post change:Post",
  ],
  ["except", boxes(""), "Check all boxes except SMS", "click:Email change:Email click:Post change:Post"],
  ["what is so already", boxes("Email"), "Check Email", ""],
  [
    "negation",
    `${boxes("")}<button id="go">Send</button>`,
    "Check Email, but do not click Send",
    "click:Email change:Email",
  ],
  [
    "a condition that holds",
    boxes("Email"),
    "If the Email checkbox is checked, uncheck it",
    "click:Email change:Email",
  ],
  ["a condition that does not hold", boxes(""), "If the Email checkbox is checked, uncheck it", ""],
  [
    "an amount below the bound",
    `<p>Price: $30</p><button id="a">Buy</button>`,
    "If the price is below $40, click Buy",
    "click:a",
  ],
  [
    "an amount above the bound",
    `<p>Price: $50</p><button id="a">Buy</button>`,
    "If the price is below $40, click Buy",
    "",
  ],
  [
    "a slip of the fingers",
    `<button id="a">Receive news</button><button>Other</button>`,
    "Click Recieve news",
    "click:a",
  ],
  [
    "one that can be clicked",
    `<button disabled>Edit</button><button id="b">Edit</button>`,
    "Click Edit",
    "click:b",
  ],
];

test.each(certain)("pursueGoal: honours %s", async (_, html, goal, done) => {
  const context = await pages.show(html + listen);
  await pursueGoal({ goal }, context);
  expect((await pages.text("#log")).trim()).toBe(done);
});

test("pursueGoal: repeats until the page shows what the goal says", async () => {
  const context = await pages.show(
    `<p id="at">1</p><button onclick="at.textContent = +at.textContent + 1 === 4 ? 'Finished' : +at.textContent + 1">Next</button>`,
  );
  const { steps } = await pursueGoal({ goal: 'Click Next until the page shows "Finished".' }, context);
  expect(steps).toHaveLength(3);
});
