import type { GoalKindCase } from "./goal-kinds-case.ts";
import { deadlines, statements, unreadable } from "./goal-kinds-reading.ts";

const prohibitions: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "Don't use React. Build a landing page with plain HTML, no JavaScript",
    forbids: ["React", "JavaScript"],
    steps: [
      "Find out how a landing page is best built with plain HTML, without React or JavaScript",
      "Implement the pages of the landing page with plain HTML, without React or JavaScript",
      "Test the landing page",
    ],
  },
  {
    goal: "Build an API, no Express",
    forbids: ["Express"],
    steps: ["Implement the endpoints of the API, without Express"],
  },
  {
    goal: "Create a chat app with no database and no login",
    forbids: ["database", "login"],
    steps: ["Implement the pages of the chat app, without a database or login"],
  },
  {
    goal: "Refactor the billing module but don't change the public API",
    forbids: ["public API"],
    steps: ["Change the code to refactor the billing module, without changing the public API"],
  },
  {
    goal: "Set up a blog. It must not use cookies or trackers.",
    forbids: ["cookies", "trackers"],
    steps: ["Implement the pages of the blog, without cookies or trackers"],
  },
  { goal: "No frameworks, no build step: make a calculator page", forbids: ["frameworks", "build step"] },
  { goal: "Please avoid jQuery. We need a photo gallery with lazy loading", forbids: ["jQuery"] },
  {
    goal: "Build a CLI that doesn't need Node",
    forbids: ["Node"],
    steps: ["Implement the CLI, without Node"],
  },
  {
    goal: "Write a Python crawler that respects robots.txt, but never stores personal data",
    forbids: ["personal data"],
    steps: ["Implement the Python crawler that respects robots.txt, without storing personal data"],
  },
  {
    goal: "Build a shop, no ads, dark mode and search",
    forbids: ["ads"],
    steps: ["Add dark mode to the shop", "Add search to the shop"],
  },
  {
    goal: "The dashboard must not require a login. Build it with Vue.",
    forbids: ["login"],
    steps: ["Implement the pages of the dashboard with Vue, without a login"],
  },
  {
    goal: "Build a quiz app and do not collect any data",
    forbids: ["collect"],
    steps: ["Implement the pages of the quiz app, without collecting any data"],
  },
  {
    goal: "Update the dependencies but keep the lockfile",
    forbids: ["lockfile"],
    steps: ["Carry out the upgrade of the dependencies for one small part, without changing the lockfile"],
  },
  { goal: "Make a portfolio site, not in WordPress", forbids: ["WordPress"] },
  {
    goal: "I can't log in on Firefox",
    steps: ["Reproduce “I can't log in on Firefox” with the least input"],
  },
  { goal: "Don't use React", count: 1, steps: ["List alternatives to React"] },
];

const destinations: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "Deploy to AWS",
    steps: [
      "Find out what it takes to deploy the project to AWS",
      "Prepare the settings, the secrets and a way back for the project",
      "Run all tests of the project on what will be shipped",
      "Deploy the project to AWS",
      "Check the project after the release and try the way back",
    ],
    assumes: "The agents have access to the code base.",
  },
  { goal: "Publish to npm", steps: ["Publish the project to npm"] },
  { goal: "Deploy to Vercel", steps: ["Deploy the project to Vercel"] },
  { goal: "Push our app to the App Store", steps: ["Push the app to the App Store"] },
  { goal: "Ship it to production", steps: ["Ship the project to production"] },
  { goal: "Host the shop on our staging server", steps: ["Host the shop on the staging server"] },
  { goal: "Release version 3 of the SDK on PyPI", steps: ["Release version 3 of the SDK on PyPI"] },
  { goal: "Migrate to TypeScript", steps: ["List everything that the move to TypeScript touches"] },
];

const requests: readonly Omit<GoalKindCase, "kind">[] = [
  { goal: "Can you help me make my website faster?", steps: ["Change the code to make the website faster"] },
  { goal: "Would you mind adding tests to the cart, please?", steps: ["Add tests to the cart"] },
  {
    goal: "I was wondering if you could translate our website into Spanish. Thanks!",
    steps: ["Translate the website into Spanish"],
  },
  {
    goal: "Hi there! Could you please fix the broken search?",
    steps: ["Remove the cause of the broken search"],
  },
  { goal: "Could you please explain how DNS works?", steps: ["Explain how DNS works"], count: 1 },
  { goal: "Is it possible to add dark mode to the shop?", steps: ["Add dark mode to the shop"] },
];

const pronouns: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "Add dark mode to our Next.js site, then deploy it to Vercel",
    steps: ["Add dark mode to the Next.js site", "Deploy the Next.js site to Vercel"],
  },
  {
    goal: "Design a PostgreSQL schema for a blog; it must support soft deletes and be migrated from MySQL",
    steps: [
      "Specify the PostgreSQL schema for a blog",
      "Specify soft deletes in the PostgreSQL schema for a blog",
      "Specify how the PostgreSQL schema for a blog must be migrated from MySQL",
    ],
    forbids: ["with MySQL"],
  },
  {
    goal: "Research the best way to stream large files in Node and summarise the trade-offs",
    steps: ["Summarise the trade-offs of the best way to stream large files in Node"],
  },
  { goal: "Fix the login bug in our app and deploy it to Heroku", steps: ["Deploy the app to Heroku"] },
  { goal: "Add a search box to our shop and document it", steps: ["Write documentation of the search box"] },
  {
    goal: "Build a wiki. It should be reachable from phones.",
    steps: ["Meet the requirement that the wiki must be reachable from phones"],
  },
  { goal: "Speed up the checkout. It must work offline.", assumes: "“It must work offline”" },
  { goal: "Build a wiki and don't forget to add dark mode", steps: ["Add dark mode to the wiki"] },
  { goal: "Research WebGPU and list the risks", steps: ["List the risks of WebGPU"] },
  {
    goal: "Research electric cars and recommend one",
    steps: ["Weigh what was found on electric cars and recommend one with reasons"],
    count: 4,
  },
  { goal: "The app crashes when I upload a photo. Fix it.", count: 7 },
  { goal: "Research React and Vue and compare them", count: 3 },
];

const lists: readonly Omit<GoalKindCase, "kind">[] = [
  { goal: "Compare a and b", steps: ["Research a", "Research b", "Compare a and b from what was found"] },
  {
    goal: "Compare fastq and p-queue",
    steps: ["Research fastq", "Research p-queue", "Compare fastq and p-queue from what was found"],
    asks: ["What is fastq?", "What is p-queue?"],
  },
  {
    goal: "Design the endpoints, the data model and the error format of the REST API",
    steps: ["Specify the endpoints of the REST API", "Specify the data model of the REST API"],
  },
  { goal: "Design and build a parser", steps: ["Specify the parser", "Implement the parser"] },
  { goal: "Install, configure and test nginx", steps: ["Install nginx", "Configure nginx", "Test nginx"] },
  {
    goal: "Write and publish a blog post about TypeScript 7",
    steps: ["Write a blog post about TypeScript 7", "Publish the blog post about TypeScript 7"],
  },
  {
    goal: "Compare the latest iPhone with the Pixel 9 for photography",
    steps: ["Research the latest iPhone for photography", "Research the Pixel 9 for photography"],
  },
];

const questions: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "How does turborepo caching work and how can I use it in GitHub Actions?",
    steps: [
      "Answer “How does turborepo caching work?”",
      "Answer “How can I use turborepo caching in GitHub Actions?”",
    ],
    count: 2,
  },
  {
    goal: "What is GraphQL and when should I use it?",
    steps: ["Answer “What is GraphQL?”", "Answer “When should I use GraphQL?”"],
    count: 2,
  },
  {
    goal: "How do I install Docker and how do I run Postgres in it?",
    steps: ["Answer “How do I run Postgres in Docker?”"],
  },
  { goal: "Why do cats purr and how long do they sleep?", count: 1 },
  {
    goal: "Which is faster, esbuild or rollup?",
    steps: [
      "Find out how fast esbuild is",
      "Find out how fast rollup is",
      "Compare esbuild and rollup from what was found: which is faster?",
    ],
    asks: ["How fast is esbuild?", "How fast is rollup?"],
  },
  {
    goal: "Which database is cheaper to run, Postgres or DynamoDB?",
    steps: ["Find out how cheap it is to run Postgres", "Find out how cheap it is to run DynamoDB"],
  },
  { goal: "Is Rust faster than Go for web servers?", steps: ["Find out how fast Rust is for web servers"] },
  { goal: "Is PostgreSQL or MySQL better for analytics?", steps: ["Research MySQL for analytics"] },
  {
    goal: "How much does AWS Lambda cost and is it cheaper than Fargate?",
    steps: ["Find out how cheap AWS Lambda is"],
  },
  { goal: "Vite or Webpack: which one is more stable?", steps: ["Find out how stable Webpack is"] },
  { goal: "What is better for a small team, Jira or Linear?", steps: ["Research Linear for a small team"] },
];

const undertakings: readonly Omit<GoalKindCase, "kind">[] = [
  {
    goal: "Make a plan for learning Rust in 3 weeks",
    steps: [
      "Find out what a learner needs to know first in order to learn Rust",
      "Find courses, books and exercises that help to learn Rust",
      "Plan the stages in which to learn Rust within 3 weeks",
      "Choose exercises and a small project for each stage of the plan to learn Rust",
      "Check that the plan to learn Rust is realistic within 3 weeks",
    ],
    asks: ["What is Rust?"],
    assumes: "Limit: 3 weeks.",
  },
  {
    goal: "I want to learn to play the guitar",
    steps: ["Plan the stages in which to learn to play the guitar"],
  },
  { goal: "Learn Spanish by summer", steps: ["Check that the plan to learn Spanish is realistic by summer"] },
  {
    goal: "Plan a birthday party for 10 kids under $200 by Friday",
    steps: [
      "Find out what it takes to prepare a birthday party for 10 kids",
      "Check that the plan is enough to prepare a birthday party for 10 kids by Friday and for at most 200 USD",
    ],
    assumes: "Limit: 200 USD;",
  },
  { goal: "Improve my English", steps: ["Plan the stages in which to improve English"] },
  { goal: "Cook dinner for six people without nuts", forbids: ["nuts"] },
  { goal: "Organise a move to Berlin in 2 months", assumes: "Limit: 2 months." },
];

const articles: readonly Omit<GoalKindCase, "kind">[] = [
  { goal: "Test login form", steps: ["Test the login form"] },
  { goal: "Review checkout page", steps: ["Review the checkout page"] },
  { goal: "Write blog post about bees", steps: ["Write a blog post about bees"] },
  { goal: "Build REST API with FastAPI", steps: ["Implement the endpoints of the REST API with FastAPI"] },
  {
    goal: "Fix the memory leak in our websocket server",
    steps: ["Reproduce the memory leak in our websocket server with the least input"],
    assumes: "The agents have access to the code base.",
  },
  { goal: "Build a todo app under $50 by Friday", assumes: "Limit: 50 USD;" },
  { goal: "Create a landing page by Friday", assumes: "Deadline: Friday;" },
];

export const goalKindCases: readonly GoalKindCase[] = Object.entries({
  prohibition: prohibitions,
  destination: destinations,
  request: requests,
  pronoun: pronouns,
  list: lists,
  question: questions,
  unreadable,
  undertaking: undertakings,
  article: articles,
  deadline: deadlines,
  statement: statements,
}).flatMap(([kind, cases]) => cases.map((goalCase) => ({ kind, ...goalCase })));
