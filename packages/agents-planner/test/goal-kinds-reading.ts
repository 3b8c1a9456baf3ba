import type { GoalKindCase } from "./goal-kinds-case.ts";

export const unreadable: readonly Omit<GoalKindCase, "kind">[] = [
  "tests",
  "deploy",
  "React",
  "😀",
  "hi",
  "Hello there!",
  "thanks a lot",
  "asdf qwer zxcv",
  "lorem ipsum dolor sit amet",
  "Do it",
  "比较 React 和 Vue",
  "Сравни React и Vue",
  "Vergleiche React und Vue",
  "Haz una página web con React",
  "mujhe ek website banao",
  "crée boutique",
  "fais un plan",
  "Buatkan website toko",
  "Necesito un plan de marketing",
  "Schreibe einen Bericht über Solarenergie",
].map((goal) => ({
  goal,
  count: 1,
  steps: [`Find out what “${goal}” asks for`],
  assumes: `The planner could not read “${goal}” as a goal`,
}));

export const deadlines: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "Build a shop before 2061-12-24",
    assumes: "Deadline: 2061-12-24; that is the end of 2061-12-23.",
    forbids: ["2061"],
  },
  { goal: "Build a shop by 2021-12-24", assumes: "which has passed" },
  { goal: "Build a shop under 50 dollars, at most $40", assumes: "40 USD holds" },
  { goal: "Write a report on the events of May 2024", steps: ["Write a report on the events of May 2024"] },
];

export const statements: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "I run a small bakery in Porto. Build a website for it.",
    steps: ["Implement the pages of the website for the bakery"],
    assumes: "Background: “I run a small bakery in Porto”.",
  },
  { goal: "Emails go to spam", steps: ["Find the cause of “Emails go to spam”"] },
  { goal: "Our checkout is slow, make it faster", steps: ["Change the code to make the checkout faster"] },
];
