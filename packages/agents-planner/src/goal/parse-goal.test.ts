import { describe, expect, test } from "vitest";
import type { Goal } from "./goal.ts";
import { createGoalReader } from "./goal-reader.ts";

const now = new Date(2026, 10, 26, 17).getTime(); // a Thursday
const { read: parseGoal } = await createGoalReader({ now });

const cases: readonly (readonly [goal: string, parts: Partial<Goal>])[] = [
  [
    "Build a REST API for invoices with authentication in Python without Django",
    {
      intent: "build",
      object: "REST API for invoices",
      features: ["authentication"],
      technologies: ["Python"],
      exclusions: ["Django"],
    },
  ],
  [
    "Compare the performance of Postgres and MySQL",
    { objects: ["Postgres", "MySQL"], features: ["performance"] },
  ],
  [
    "Build a login page and a dashboard for the shop",
    { objects: ["login page for the shop", "dashboard for the shop"] },
  ],
  ["Build a search and recommendation engine", { objects: ["search and recommendation engine"] }],
  [
    "Set up CI with GitHub Actions for our monorepo",
    { object: "CI for our monorepo", technologies: ["GitHub Actions"] },
  ],
  ["Organise a meetup in Lisbon", { object: "meetup in Lisbon", technologies: [] }],
  ["Upgrade the app to Node 24", { intent: "migrate", object: "app", target: "Node 24" }],
  [
    "Switch from Jest to Vitest without downtime",
    { origin: "Jest", target: "Vitest", exclusions: ["downtime"] },
  ],
  ["Building a parser", { intent: "build", verb: "build", object: "parser" }],
  ["Migration of the wiki to Notion", { intent: "migrate", object: "wiki", target: "Notion" }],
  ["Login crashes on Safari", { intent: "fix", object: "Login crashes on Safari" }],
  ["Write a letter to the landlord", { intent: "document" }],
  ["Create an implementation plan for a todo app", { object: "todo app" }],
  [
    "Build a shop in Rust for less than $20 within two days",
    { limits: { maxCostUsd: 20, maxDurationMs: 172_800_000 } },
  ],
  ["Build a shop by the end of next week", { object: "shop", limits: { deadline: "the end of next week" } }],
  ["Make our API faster", { intent: "improve", object: "API", features: ["faster"] }],
  ["Make the page load in under 2 seconds", { object: "page", features: ["load in under 2 seconds"] }],
  ["Build a VS Code theme", { intent: "build", object: "VS Code theme" }],
  ["Onboard the new hires", { intent: "other", verb: "onboard" }],
  ["Decarbonise the fleet", { intent: "other", verb: "decarbonise", object: "fleet" }],
  ["Reverse-engineer the protocol of my heat pump", { verb: "reverse-engineer" }],
  ["Back up all laptops", { intent: "other", verb: "back up", object: "laptops" }],
  ["Interview five customers", { verb: "interview", object: "five customers" }],
  ["Tidy up the garage", { verb: "tidy up", object: "garage" }],
  ["Deploys the app to staging", { intent: "deploy", object: "app", destination: "to staging" }],
  ["Get the contract reviewed", { intent: "review", object: "contract" }],
  ["Pitch deck for investors", { intent: "other", verb: "", object: "pitch deck for investors" }],
  ["Onboarding emails for new users", { intent: "document" }],
  ["Do a security review of the login flow", { intent: "review", object: "login flow", concern: "security" }],
  ["We keep getting double bookings when two people click at once", { intent: "fix" }],
  ["The totals on our invoices don't add up since the last release", { intent: "fix" }],
  ["When I click save twice the form submits two orders", { intent: "fix" }],
  ["Nobody can log in after the last update", { intent: "fix" }],
  ["Bug tracker for our team", { intent: "build" }],
  ["Our team of five wants to move from Trello to Linear", { intent: "migrate", target: "Linear" }],
  ["Before you deploy the shop, run the load tests", { verb: "run" }],
  ["Explain how to install and configure nginx", { object: "how to install and configure nginx" }],
  ["Users should be able to upload avatars", { intent: "add", object: "uploading avatars for users" }],
  ["Our users want dark mode", { intent: "add", object: "dark mode" }],
  ["Can we get rid of jQuery?", { intent: "fix", object: "jQuery" }],
  [
    "Either rewrite the parser or patch it",
    { intent: "decide", objects: ["rewriting the parser", "patching it"] },
  ],
  ["Create a form (name, email)", { object: "form", features: ["name", "email"] }],
  ["Prepare for my Cisco certification", { intent: "learn" }],
  ["Choose a CRM by majority vote", { intent: "decide", decidesBy: "vote", object: "candidates for a CRM" }],
  ["Let several agents decide which database we should use", { decidesBy: "vote" }],
  [
    "Let the team decide by vote whether we should use Postgres or MongoDB for the orders service",
    { intent: "decide", decidesBy: "vote", objects: ["Postgres", "MongoDB"] },
  ],
  [
    "Our nightly ETL job from Salesforce to BigQuery keeps failing at midnight, figure out why and make it reliable",
    { intent: "fix", object: "nightly ETL job from Salesforce to BigQuery keeps failing at midnight" },
  ],
  ["Which is the better message queue for us, RabbitMQ or Kafka?", { objects: ["RabbitMQ", "Kafka"] }],
  [
    "Review our login code for security problems before the release on Monday",
    { object: "login code for security problems" },
  ],
  ["Vote on the best name for our product", { intent: "decide", decidesBy: "vote" }],
  ["Compare Svelte and Vue and let the agents vote", { decidesBy: "vote", objects: ["Svelte", "Vue"] }],
  ["Which logo should we pick? Decide by majority vote.", { intent: "decide", decidesBy: "vote" }],
  [
    "As a team, decide whether to rewrite the backend in Go or stay with Python",
    { decidesBy: "vote", objects: ["rewriting the backend in Go", "staying with Python"] },
  ],
  ["Reduce the memory usage of the image worker", { intent: "improve", concern: "performance" }],
  ["Our checkout is slow, make it faster", { intent: "improve", object: "checkout", concern: "performance" }],
  ["Audit our app for OWASP top ten vulnerabilities", { intent: "review", concern: "security" }],
  ["Scan the repository for committed credentials", { intent: "review", concern: "security" }],
  ["Make our website accessible to blind users", { concern: "accessibility" }],
  [
    "Sync contacts from HubSpot to our warehouse every night",
    { intent: "build", object: "data pipeline to sync contacts from HubSpot to our warehouse every night" },
  ],
  [
    "Only Python, no frameworks: write a web server",
    { technologies: ["Python"], exclusions: ["frameworks"] },
  ],
];

/** Texts of several orders, and their intents and objects. */
const sequences: readonly (readonly [goal: string, clauses: readonly string[]])[] = [
  ["Test search and review code before we release", ["test search", "review code before we release"]],
  [
    "First research Redis, then build a cache with it, and finally write a guide",
    ["research Redis", "build cache", "document guide"],
  ],
  ["Vet our suppliers and negotiate better prices", ["other suppliers", "other better prices"]],
  ["Rename all photos and remove duplicates", ["improve photos", "improve duplicates"]],
  [
    "Declutter the garage, sell what we don't need and donate the rest",
    ["other garage", "other what we don't need", "other rest"],
  ],
  [
    "Tidy up the repo: delete dead branches, archive old docs, update the README",
    ["improve repo", "improve dead branches", "other old docs", "migrate README"],
  ],
  [
    "1) collect customer feedback 2) cluster it by topic 3) present the top five to the board",
    ["research customer feedback", "other customer feedback by topic", "other top five to the board"],
  ],
  [
    "Please do this:\n- compare Jest and Vitest\n- write a guide",
    ["compare Jest and Vitest", "document guide"],
  ],
  ["Use Node 20. Deploy the blog to Fly.io.", ["other Node 20", "deploy blog"]],
];

describe("parseGoal", () => {
  test.each(sequences)("takes %s for orders in a row", (goal, clauses) => {
    expect(parseGoal(goal).clauses.map(({ intent, object }) => `${intent} ${object}`)).toEqual(clauses);
  });

  test.each([
    "Add search and filter options to the catalogue",
    "Improve import and export speed",
    "Build an app that helps people cook, clean and relax",
    "Create unit and integration tests",
    "Teach me how to bake and decorate a cake",
    "Write release notes and upgrade notes",
    "Build a fast, clean modern site",
  ])("takes %s for one order", (goal) => {
    expect(parseGoal(goal).clauses).toEqual([]);
  });

  test("takes lines under a heading for its list", () => {
    const goal = parseGoal("Build a todo app with:\n- login\n- dark mode\n- search\nDeploy it to Fly.io");
    expect(goal.clauses[0]).toMatchObject({ object: "todo app", features: ["login", "dark mode", "search"] });
    expect(goal.clauses[1]).toMatchObject({ intent: "deploy", object: "todo app" });
  });

  test("notes what only says how things are", () => {
    const goal = parseGoal("I run a small bakery in Porto. Build a website for it.");
    expect(goal).toMatchObject({ clauses: [], intent: "build", object: "website for the bakery" });
    expect(goal.notes.join()).toContain("Background: “I run a small bakery in Porto”");
  });

  test.each(cases)("reads %s", (goal, parts) => {
    expect(parseGoal(goal)).toMatchObject({ readable: true, clauses: [], ...parts });
  });

  test("splits what is asked one after another and resolves “it”", () => {
    const { clauses } = parseGoal("Build a todo app, then deploy it to Fly.io and write a guide");
    expect(clauses.map(({ intent, object }) => `${intent} ${object}`)).toEqual([
      "build todo app",
      "deploy todo app",
      "document guide",
    ]);
  });

  test("keeps a description of what users do in one goal", () => {
    expect(parseGoal("Build an app that lets users create, edit, and delete notes").clauses).toEqual([]);
    expect(parseGoal("Build an app to track expenses and create reports").clauses).toEqual([]);
  });

  test("gives sentences about the thing to the goal before them", () => {
    const goal = parseGoal("Build a todo app. It should support offline mode and sharing. Use React.");
    expect(goal).toMatchObject({
      clauses: [],
      features: ["offline mode", "sharing"],
      technologies: ["React"],
    });
  });

  test("asks for no tests twice and says so", () => {
    const goal = parseGoal("Refactor the billing module and add tests");
    expect(goal.clauses).toEqual([]);
    expect(goal.notes.join()).toContain("“add tests” needs no steps of its own");
  });

  test("takes the speed of a thing for no limit of the work", () => {
    expect(parseGoal("Make the page load in under 2 seconds").limits).toEqual({});
    expect(parseGoal("Run a marathon in under 4 hours").limits).toEqual({});
    expect(parseGoal("Find three hotels for under 150 dollars a night").limits).toEqual({});
    expect(parseGoal("Build a page within 2 hours").limits).toEqual({ maxDurationMs: 7_200_000 });
  });

  test("notes a budget that is not in USD instead of converting it", () => {
    const goal = parseGoal("Build a shop for under 300 EUR");
    expect(goal.limits).toEqual({});
    expect(goal.notes.join()).toContain("300 EUR");
  });

  test.each([
    "Triage the inbox",
    "Refactor nginx config",
    "make website pls",
    "Fix my café's Wi-Fi",
    "Plan a trip to São Paulo",
    "Translate “Guten Morgen, wie geht es dir” into French",
    "Kubernetes cluster upgrade",
    "Proofread my thesis",
    "pls add csv export 2 the admin page thx",
    "Crunch the numbers on solar panels for a 120 m2 house",
  ])("reads %s as English", (goal) => {
    expect(parseGoal(goal).readable).toBe(true);
  });

  test.each([
    "Baue eine Webanwendung mit React",
    "Schreibe einen Bericht über Solarenergie",
    "Est-ce que tu peux faire un plan",
    "J'ai besoin d'un plan marketing",
    "fais un plan",
    "Necesito un plan de marketing",
    "Crea un sito web per il mio negozio",
    "Maak een website voor mijn bakkerij",
    "Faça um site para minha loja",
    "Skapa en webbsida för mitt företag",
    "Buatkan website toko",
    "Zrób stronę internetową",
    "Créer un site pour mon café",
    "Сделай сайт",
    "作成する",
    "!!!",
    "42",
  ])("says of %s that it could not be parsed", (goal) => {
    const parsed = parseGoal(goal);
    expect(parsed.readable).toBe(false);
    expect(parsed.notes.join()).toContain(goal);
  });

  test("keeps long lists and long descriptions within bounds and says so", () => {
    const many = parseGoal(`Compare ${Array.from({ length: 60 }, (_, index) => `tool${index}`).join(", ")}`);
    expect(many.objects).toHaveLength(12);
    expect(many.notes.join()).toContain("60 things");
    expect(
      parseGoal(`Build a tool ${"for very careful people ".repeat(50)}`).object.length,
    ).toBeLessThanOrEqual(90);
  });
});
