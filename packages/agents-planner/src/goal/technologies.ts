/** Well-known technology names in their usual spelling; `|` adds other spellings of the same name. */
const names = `
HTML|html5;CSS|css3;JavaScript|js;TypeScript|ts;Python;Rust;Java;Kotlin;Swift;Ruby;PHP;Scala;Elixir;Haskell;Clojure;Dart;Lua;Perl;Zig;C++|cpp;C#|csharp;F#;.NET|dotnet;Golang;Go;Objective-C;Bash;PowerShell;SQL;WebAssembly|wasm
React|react.js|reactjs;React Native;Vue|vue.js|vuejs;Angular;Svelte;SvelteKit;SolidJS|solid.js;Preact;Next.js|nextjs;Nuxt|nuxt.js;Remix;Astro;Gatsby;Qwik;htmx;jQuery;Redux;Zustand;MobX;Tailwind|tailwindcss|tailwind css;Bootstrap CSS;Storybook;Electron;Tauri;Flutter;Ionic;Expo;Three.js|threejs;D3|d3.js;WebGL;Alpine.js
Node|node.js|nodejs;Deno;Bun;Express|express.js|expressjs;Fastify;Hono;NestJS|nest.js;Koa;Django;Flask;FastAPI;Rails|ruby on rails;Sinatra;Laravel;Symfony;Spring Boot;Spring;Quarkus;Phoenix;Actix;Axum;Gin;ASP.NET;tRPC;GraphQL;gRPC;OpenAPI|swagger;WebSocket|websockets;Socket.IO|socket.io;WebRTC;MQTT
PostgreSQL|postgres|postgresql;MySQL;MariaDB;SQLite;MongoDB|mongo;Redis;Valkey;Cassandra;DynamoDB;Elasticsearch;OpenSearch;ClickHouse;DuckDB;Neo4j;Snowflake;BigQuery;Firebase;Supabase;Prisma;Drizzle;TypeORM;Sequelize;SQLAlchemy;Kysely;Knex
Kafka|apache kafka;RabbitMQ;BullMQ;Celery;NATS;Airflow|apache airflow;Spark|apache spark;dbt;Pandas;NumPy;PyTorch;TensorFlow;scikit-learn;LangChain;LangGraph;OpenAI;Ollama;Hugging Face;asyncio;aiohttp;httpx;Scrapy;BeautifulSoup;Selenium;Playwright;Puppeteer;Cypress
Docker;Kubernetes|k8s;Helm;Terraform;Ansible;Pulumi;AWS;GCP;Azure;Vercel;Netlify;Cloudflare;Cloudflare Workers;Heroku;Fly.io;Nginx;Caddy;Linux;GitHub Actions;GitLab CI|gitlab;Jenkins;CircleCI;Prometheus;Grafana;OpenTelemetry;Sentry;Datadog;Lambda|aws lambda
Jest;Vitest;Mocha;pytest;JUnit;ESLint;Prettier;Biome;oxlint;Webpack;Vite;Rollup;esbuild;tsup;Parcel;Babel;pnpm;npm;Yarn;Turborepo|turbo;Nx;Lerna;Zod;Moment.js|moment|momentjs;date-fns;Day.js|dayjs;Lodash;Axios;RxJS;Commander;Yargs
OAuth|oauth2|oauth 2.0;OpenID Connect;JWT|jwts;Keycloak;Auth0;Passport.js;Stripe;PayPal;Twilio;SendGrid;Shopify;WordPress;Slack;Discord;Telegram;Notion;Salesforce;HubSpot;Jira;Zapier;Android;iOS;macOS;Windows;Raspberry Pi;Arduino;Unity;Unreal Engine;Godot;Excel;Figma
`;

/** From every lower-case spelling to the usual one. */
const spellings: ReadonlyMap<string, string> = new Map(
  names
    .split(/[;\n]/)
    .filter((entry) => entry.trim() !== "")
    .flatMap((entry) => {
      const [usual = "", ...others] = entry.split("|").map((name) => name.trim());
      return [usual, ...others].map((spelling): [string, string] => [spelling.toLowerCase(), usual]);
    }),
);

/** Names that are everyday words too: they count only when written with a capital and not first in a sentence. */
const everydayWords = new Set(
  "go,spring,phoenix,gin,spark,express,node,remix,solid,rust,swift,dart,lambda,mocha,parcel,slack,discord,notion,windows,unity,excel,flask,caddy,helm,turbo,expo,bun,prettier,puppeteer,electron,commander,phoenix,rails,celery,cypress,selenium,moment,axiom,yarn,scala,ionic,java,perl,ruby,python,js,ts,snowflake,zig,spark,lua,drizzle,prisma,biome,babel,mongo,docker,bash".split(
    ",",
  ),
);
/** Of those, the ones that begin English sentences, so that a capital says nothing there. */
const openingWords = new Set(
  "go,spring,express,node,remix,spark,swift,solid,slack,discord,notion,windows,unity,excel,rust,dart,moment,parcel,gin,helm,snowflake,drizzle,commander,puppeteer,prettier,electron,expo,yarn".split(
    ",",
  ),
);
/** Of those, the ones that mean the technology even in lower case, because a goal seldom means anything else. */
const safeInLowerCase = new Set(
  "python,java,ruby,docker,bash,js,ts,mongo,prisma,perl,scala,rails".split(","),
);

/** The usual spelling of a technology, with a version kept: `"node.js 20"` gives `"Node 20"`; `undefined` for others. */
export function findTechnology(phrase: string): string | undefined {
  const trimmed = phrase.trim();
  if (trimmed === "go") return undefined; // "ready to go"
  const exact = spellings.get(trimmed.toLowerCase());
  if (exact !== undefined) return exact;
  const plain = /^(plain|vanilla|pure) (.+)$/i.exec(trimmed);
  const plainName = spellings.get((plain?.[2] ?? "").toLowerCase());
  if (plain !== null && plainName !== undefined) return `${(plain[1] ?? "").toLowerCase()} ${plainName}`;
  const versioned = /^(.+?)[ @]v?(\d[\w.]*)$/.exec(trimmed);
  if (versioned === null) return undefined;
  const usual = spellings.get((versioned[1] ?? "").toLowerCase());
  return usual === undefined ? undefined : `${usual} ${versioned[2]}`;
}

const languages = new Set(
  "JavaScript,TypeScript,Python,Rust,Java,Kotlin,Swift,Ruby,PHP,Scala,Elixir,Haskell,Clojure,Dart,Lua,Perl,Zig,C++,C#,F#,Golang,Go,Objective-C".split(
    ",",
  ),
);

/** True for "Python" and "Rust", of which a program may be told to use one only. */
export function isProgrammingLanguage(name: string): boolean {
  return languages.has(name);
}

/** Every known technology in running text, in order, each once. */
export function listTechnologies(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^[("'“‘[`]+|[)"'”’\]`,;:!?]+$|\.+$/g, ""));
  const found = new Set<string>();
  for (let index = 0; index < words.length; index += 1) {
    for (let length = Math.min(3, words.length - index); length > 0; length -= 1) {
      const phrase = words.slice(index, index + length).join(" ");
      const technology = findTechnology(phrase);
      if (technology === undefined || !meansTechnology(phrase, index === 0)) continue;
      found.add(technology);
      index += length - 1;
      break;
    }
  }
  return [...found];
}

function meansTechnology(phrase: string, isFirst: boolean): boolean {
  const lower = phrase.toLowerCase();
  if (!everydayWords.has(lower) || safeInLowerCase.has(lower)) return true;
  return phrase !== lower && !(isFirst && openingWords.has(lower));
}
