/**
 * Prompts that were written down before the rules were, with what a person would expect of them. A row that the rules do not
 * meet is listed as missed, not mended in the table.
 *
 * `agent type: task (steps whose evidence it is given)`; `consensus N agent type: question`.
 */
export const blindPrompts: readonly (readonly [prompt: string, expected: readonly string[]])[] = [
  [
    "Research Python async patterns and create an implementation plan",
    [
      "knowledge: Research Python async patterns",
      "planner: Create an implementation plan for Python async patterns (1)",
    ],
  ],
  [
    "Research the history of the Rust borrow checker.",
    ["knowledge: Research the history of the Rust borrow checker"],
  ],
  [
    "Compare React, Vue and Angular",
    [
      "knowledge: Research React",
      "knowledge: Research Vue",
      "knowledge: Research Angular",
      "planner: Compare React, Vue and Angular (1 2 3)",
    ],
  ],
  [
    "Could you please compare PostgreSQL with MySQL?",
    [
      "knowledge: Research PostgreSQL",
      "knowledge: Research MySQL",
      "planner: Compare PostgreSQL and MySQL (1 2)",
    ],
  ],
  [
    "Hono vs. Fastify",
    ["knowledge: Research Hono", "knowledge: Research Fastify", "planner: Compare Hono and Fastify (1 2)"],
  ],
  [
    "What are the differences between TCP and UDP?",
    ["knowledge: Research TCP", "knowledge: Research UDP", "planner: Compare TCP and UDP (1 2)"],
  ],
  ["Is it true that zod has no dependencies?", ["knowledge: Verify that zod has no dependencies"]],
  ["Verify that Node 22 supports TypeScript.", ["knowledge: Verify that Node 22 supports TypeScript"]],
  ["Is Python 3.12 production-ready?", ["knowledge: Verify that Python 3.12 is production-ready"]],
  [
    "Let three agents vote on whether Python 3.12 is production-ready",
    ["consensus 3 knowledge: Python 3.12 is production-ready"],
  ],
  ["Decide by consensus: is Bun stable?", ["consensus 3 knowledge: Bun is stable"]],
  [
    "Open https://example.org/prices and extract the table of prices",
    ["browser: Open https://example.org/prices and extract the table of prices"],
  ],
  [
    'Go to http://127.0.0.1:8080/login, enter "Ada" as name and click Join',
    ['browser: Go to http://127.0.0.1:8080/login, enter "Ada" as name and click Join'],
  ],
  [
    "Check whether https://example.org shows a cookie banner",
    ["browser: Check whether https://example.org shows a cookie banner"],
  ],
  [
    "Plan the migration of our blog from WordPress to Astro",
    ["planner: Plan the migration of our blog from WordPress to Astro"],
  ],
  ["I need a roadmap for moving to the cloud.", ["planner: Create a roadmap for moving to the cloud"]],
  ["What is a semaphore?", ["knowledge: What is a semaphore?"]],
  ["How do I cancel a task in asyncio?", ["knowledge: How do I cancel a task in asyncio?"]],
  ["when do backups run", ["knowledge: when do backups run?"]],
  ["Implement a rate limiter in TypeScript", ["code: Implement a rate limiter in TypeScript"]],
  [
    "Research rate limiting, plan a rate limiter, implement it, and test it.",
    [
      "knowledge: Research rate limiting",
      "planner: Plan a rate limiter (1)",
      "code: Implement a rate limiter (1 2)",
      "test: Test a rate limiter (1 2 3)",
    ],
  ],
  [
    "Review the pull request and debug the failing build",
    ["review: Review the pull request", "debug: Debug the failing build (1)"],
  ],
  [
    "1. Research OAuth\n2. Research passkeys\n3. Make a plan for a login page",
    [
      "knowledge: Research OAuth",
      "knowledge: Research passkeys",
      "planner: Make a plan for a login page (1 2)",
    ],
  ],
  [
    "First find out how tides work, then explain what causes spring tides.",
    ["knowledge: Research how tides work", "knowledge: Explain what causes spring tides"],
  ],
  [
    "Look into WebAssembly. Afterwards draft a strategy for adopting it.",
    ["knowledge: Research WebAssembly", "planner: Draft a strategy for adopting WebAssembly (1)"],
  ],
  ["Tell me about the Hanseatic League", ["knowledge: Research the Hanseatic League"]],
  [
    "What is Redis and how does it persist data?",
    ["knowledge: What is Redis?", "knowledge: how does Redis persist data?"],
  ],
  [
    "Research the pros and cons of remote work and write a plan for our team",
    ["knowledge: Research the pros and cons of remote work", "planner: Write a plan for our team (1)"],
  ],
  [
    "Which is better for mobile apps, Flutter or React Native?",
    [
      "knowledge: Research Flutter for mobile apps",
      "knowledge: Research React Native for mobile apps",
      "planner: Compare Flutter and React Native for mobile apps (1 2)",
    ],
  ],
  ["Erzähl mir etwas über Datenbanken", ["knowledge: Erzähl mir etwas über Datenbanken"]],
  ["¿Qué es la memoria caché?", ["knowledge: ¿Qué es la memoria caché?"]],
  ["quantum error correction", ["knowledge: quantum error correction"]],
  [
    "Does SQLite support full text search, and is it true that Postgres needs a server?",
    [
      "knowledge: Verify that SQLite supports full text search",
      "knowledge: Verify that Postgres needs a server",
    ],
  ],
  [
    "I'd like to know how garbage collection works in Go and to get a plan for tuning it",
    [
      "knowledge: how garbage collection works in Go",
      "planner: Create a plan for tuning garbage collection in Go (1)",
    ],
  ],
  [
    "Read https://example.org/changelog and create a plan for the upgrade",
    ["browser: Read https://example.org/changelog", "planner: Create a plan for the upgrade (1)"],
  ],
  ["Build a todo app with React under 5 USD", ["planner: Build a todo app with React under 5 USD"]],
];
