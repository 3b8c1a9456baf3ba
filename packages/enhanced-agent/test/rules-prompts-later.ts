/**
 * Prompts that were tried when the rules stood. 21 of these 30 were met at once; for the other nine the rules were mended.
 */
export const laterPrompts: readonly (readonly [prompt: string, expected: readonly string[]])[] = [
  ["How can I speed up my Postgres queries?", ["knowledge: How can I speed up my Postgres queries?"]],
  ["Write me a haiku about spring", ["planner: Write me a haiku about spring"]],
  [
    "Summarise the difference between OAuth 1 and OAuth 2",
    [
      "knowledge: Research OAuth 1",
      "knowledge: Research OAuth 2",
      "planner: Compare OAuth 1 and OAuth 2 (1 2)",
    ],
  ],
  [
    "Tell me how DNS works, then write a plan for migrating our DNS to Cloudflare",
    ["knowledge: how DNS works", "planner: Write a plan for migrating our DNS to Cloudflare (1)"],
  ],
  ["I want to learn Rust. Give me a study plan.", ["planner: Create a study plan (learn Rust)"]],
  [
    "Find the cheapest flight on https://flights.example from Berlin to Rome and take a screenshot",
    [
      "browser: Find the cheapest flight on https://flights.example from Berlin to Rome and take a screenshot",
    ],
  ],
  [
    "Investigate memory leaks in Node.js; propose a plan to detect them; implement a detector",
    [
      "knowledge: Research memory leaks in Node.js",
      "planner: Propose a plan to detect memory leaks in Node.js (1)",
      "code: Implement a detector (1 2)",
    ],
  ],
  [
    "Could you look up who maintains Fastify and check whether it supports HTTP/2?",
    ["knowledge: Research who maintains Fastify", "knowledge: Verify that Fastify supports HTTP/2"],
  ],
  [
    "Evaluate Redis versus Memcached for session storage",
    [
      "knowledge: Research Redis for session storage",
      "knowledge: Research Memcached for session storage",
      "planner: Compare Redis and Memcached for session storage (1 2)",
    ],
  ],
  [
    "Are Python's asyncio tasks cancelled when the loop closes?",
    ["knowledge: Verify that Python's asyncio tasks are cancelled when the loop closes"],
  ],
  ["What are the pros and cons of GraphQL?", ["knowledge: What are the pros and cons of GraphQL?"]],
  ["Give me 3 reasons to use TypeScript", ["knowledge: Research 3 reasons to use TypeScript"]],
  [
    "Please verify: water boils at 100 °C at sea level",
    ["knowledge: Verify that water boils at 100 °C at sea level"],
  ],
  [
    "Plan, implement and test a URL shortener",
    [
      "planner: Plan a URL shortener",
      "code: Implement a URL shortener (1)",
      "test: Test a URL shortener (1 2)",
    ],
  ],
  [
    "Research event sourcing. Also, is it suitable for banking?",
    ["knowledge: Research event sourcing", "knowledge: Verify that event sourcing is suitable for banking"],
  ],
  [
    "Help me choose between Vite and Webpack for a large app",
    [
      "knowledge: Research Vite for a large app",
      "knowledge: Research Webpack for a large app",
      "planner: Compare Vite and Webpack for a large app (1 2)",
    ],
  ],
  ["How do I set up ESLint and Prettier?", ["knowledge: How do I set up ESLint and Prettier?"]],
  ["Which agents are available?", ["knowledge: Which agents are available?"]],
  [
    "Do a security review of our login page and fix any issues",
    ["review: Do a security review of our login page", "debug: Fix any issues (1)"],
  ],
  [
    "Research Python async patterns & create an implementation plan",
    [
      "knowledge: Research Python async patterns",
      "planner: Create an implementation plan for Python async patterns (1)",
    ],
  ],
  [
    "RESEARCH PYTHON ASYNC PATTERNS AND CREATE AN IMPLEMENTATION PLAN",
    [
      "knowledge: Research PYTHON ASYNC PATTERNS",
      "planner: CREATE AN IMPLEMENTATION PLAN for PYTHON ASYNC PATTERNS (1)",
    ],
  ],
  [
    "research: Python async patterns. plan: an implementation",
    ["knowledge: Research Python async patterns", "planner: Plan an implementation (1)"],
  ],
  [
    "Get the title of https://example.org and tell me what it means",
    ["browser: Get the title of https://example.org and tell me what it means"],
  ],
  ["Schedule a meeting with the team next Friday", ["planner: Schedule a meeting with the team next Friday"]],
  [
    "We need to decide which framework to use: Django, Flask or FastAPI",
    [
      "knowledge: Research Django",
      "knowledge: Research Flask",
      "knowledge: Research FastAPI",
      "planner: Compare Django, Flask and FastAPI (1 2 3)",
    ],
  ],
  [
    "Is FastAPI faster than Flask and does it support async?",
    ["knowledge: Verify that FastAPI is faster than Flask", "knowledge: Verify that FastAPI supports async"],
  ],
  [
    "Explain how Kubernetes schedules pods and create a deployment plan for our API",
    ["knowledge: Explain how Kubernetes schedules pods", "planner: Create a deployment plan for our API (1)"],
  ],
  [
    "Find bugs in the parser and debug them",
    ["knowledge: Research bugs in the parser", "debug: Debug bugs in the parser (1)"],
  ],
  ["Ask three experts whether we should migrate to Bun", ["consensus 3 knowledge: we should migrate to Bun"]],
  [
    "- Research SQLite\n- Compare it with DuckDB\n- Plan a migration",
    [
      "knowledge: Research SQLite",
      "knowledge: Research DuckDB",
      "planner: Compare SQLite and DuckDB (1 2)",
      "planner: Plan a migration (1 2 3)",
    ],
  ],
];
