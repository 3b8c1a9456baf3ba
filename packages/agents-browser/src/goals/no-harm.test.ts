import { expect, test } from "vitest";
import { openGoalPages } from "../../test/support/goal-pages.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { pursueGoal } from "./pursue-goal.ts";

const pages = openGoalPages();

/** Everything that is clicked, changed or sent on a page is written down, in order. */
const listen = `<output id="log" hidden></output><script>
  for (const kind of ["click", "change", "submit"]) addEventListener(kind, (event) => {
    if (kind === "submit") event.preventDefault();
    const at = event.target.closest("button, a, input, select, textarea, form, li, tr");
    if (at) log.textContent += kind + ":" + (at.id || at.textContent.trim()) + " ";
  }, true);
</script>`;

const lamps = `<ul><li>Red lamp <button>Remove</button></li><li>Blue lamp <button>Remove</button></li></ul><button>Pay now</button>`;
const people = `<table><tr><th>Name<th>Age<th>City<th></tr>${[
  ["Ada", "36", "London"],
  ["Bob", "41", "Rome"],
  ["Cy", "29", "Oslo"],
]
  .map(
    (cells) =>
      `<tr>${cells.map((cell) => `<td>${cell}`).join("")}<td><button>Edit</button> <button>Delete</button>`,
  )
  .join("")}</table>`;
const mails = `<ul>${["Ada|Invoice March", "Bob|Lunch", "Ada|Invoice April", "Cy|Hello"]
  .map((mail) => mail.split("|"))
  .map(
    ([from, subject]) =>
      `<li><b>${from}</b> <a href="#${subject}">${subject}</a> <button>Star</button> <button>Delete</button></li>`,
  )
  .join("")}</ul>`;
const settings = `<form id="form"><label>Name <input id="nm" value="Old"></label><label>Language <select id="lang"><option>English<option>French</select></label><button id="save">Save</button><button type="button" id="cancel">Cancel</button></form><button id="delacc">Delete account</button>`;
const cart = `<p>Total: € 22.40</p><label>Coupon <input id="cp"></label><button id="apply">Apply</button><button id="pay">Pay now</button>`;
const forms = `<form id="f1"><input id="u" aria-label="User"><input id="p" type="password" aria-label="Password"><button id="in">Sign in</button></form><form id="f2"><input id="e" aria-label="Email"><button id="sub">Subscribe</button></form>`;
const booking = `<label>From <input type="date" id="from"></label><label>To <input type="date" id="to"></label><label>Time <input type="time" id="time"></label><button id="book">Book</button><p>March 2026</p>${[4, 5, 6].map((day) => `<button id="d${day}">${day}</button>`).join("")}`;

/** The page, the goal, what may happen on the page, and the answer; "?" is `needs_model`. */
const cases: readonly (readonly [string, string, string, string])[] = [
  [lamps, "Which item is the cheapest?", "", "?"],
  [lamps, "What is the oldest item?", "", "?"],
  [lamps, "Open the most expensive item", "", "?"],
  [people, "Delete the cheapest item", "", "?"],
  [people, "Who is the oldest?", "", "Bob|?"],
  [mails, "Open the latest mail from Ada", "", "?"],
  [`<button id="d">Delete account</button><input aria-label="Name">`, "Delete my account", "click:d", ""],
  [cart, "Apply the coupon SAVE10 and pay", "change:cp click:apply click:pay|", "|?"],
  [cart, "Pay unless the total is above € 20", "", "|?"],
  [cart, "Pay if the total is below € 20", "", "|?"],
  [settings, "Delete my account unless the language is English", "", "|?"],
  [settings, "If the language is English, click Save", "click:save submit:form|click:save", ""],
  [settings, "If the language is French, click Save", "", ""],
  [settings, "Click Delete account if my name is Old", "click:delacc", ""],
  [settings, "Click Delete account if my name is Ada", "", ""],
  [settings, "Click Delete account unless the moon is full", "", "?"],
  [mails, "Delete Bob's mail if it is older than a week", "", "?"],
  [forms, "Enter ada into the Email field and submit", "change:e click:sub submit:f2", ""],
  [forms, 'Enter "x" into the Email field and press Subscribe', "change:e click:sub submit:f2", ""],
  [mails, "How many mails are from Ada?", "", "2|?"],
  [people, "How many people are older than 30?", "", "2|?"],
  [people, "Find the city of Bob", "", "Rome|?|"],
  [people, "What is the city of Bob?", "", "Rome|?"],
  [people, "How old is Ada?", "", "36"],
  [settings, "What is my name?", "", "Old|?"],
  [cart, "What is the total?", "", "€ 22.40|22.40|?"],
  [settings, "Cancel my account", "", "?"],
  [people, "Select the largest city", "", "?"],
  [forms, "Subscribe with ada@example.org", "change:e click:sub submit:f2|", "|?"],
  [forms, "Log in with ada@example.org and hunter2", "change:u change:p click:in submit:f1|", "|?"],
  [booking, "Book from March 3 to March 9 2026", "change:from change:to click:book|", "|?"],
  [mails, "Mark the mail from Cy as spam", "", "?"],
  [booking, "Set the from date to 2026-03-05 and the time to 2:30 pm", "change:from change:time|", "|?"],
  [mails, "Delete the mail from Cy Young", "", "?"],
  [mails, "Delete the lunch invitation", "", "?"],
  [`<h1>Account</h1><ul><li>a.txt <button>Delete</button></li></ul>`, "Delete my account", "", "?"],
];

test.each(cases)("pursueGoal: does no harm: %#", async (html, goal, done, answer) => {
  const context = await pages.show(html + listen);
  const outcome = await pursueGoal({ goal }, context).catch((error: unknown) =>
    BrowserError.is(error) && error.reason === "needs_model"
      ? { answer: "?", error }
      : { answer: String(error) },
  );
  const log = (await pages.text("#log")).trim();
  expect({ goal, log, answer: outcome.answer ?? "" }).toEqual({
    goal,
    log: expect.toBeOneOf(done.split("|")),
    answer: expect.toBeOneOf(answer.split("|")),
  });
});
