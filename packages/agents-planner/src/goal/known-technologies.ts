/** What a technology is for, as far as steps of a plan are made with it. */
export type TechnologyKind =
  | "language"
  | "frontend"
  | "backend"
  | "api-style"
  | "validation"
  | "database"
  | "object-mapper"
  | "queue"
  | "search"
  | "authentication"
  | "payment"
  | "testing"
  | "build-tool"
  | "infrastructure"
  | "monitoring"
  | "data-processing"
  | "workflow"
  | "machine-learning"
  | "browser-automation"
  | "http-client"
  | "command-line"
  | "concurrency"
  /** A name of no known kind that the research's answer itself recommends. */
  | "recommended";

/** A technology as the table knows it; `ecosystems` is empty for what is used from any language. */
export interface KnownTechnology {
  readonly name: string;
  readonly kinds: readonly TechnologyKind[];
  readonly ecosystems: readonly string[];
}

/** One line per kind and ecosystem: `kinds | ecosystems | names`; no ecosystem means any. */
const table = `
language | JavaScript | JavaScript;TypeScript
language | Python | Python
language | Rust | Rust
language | Go | Golang;Go
language | Java | Java;Kotlin;Scala;Clojure
language | Ruby | Ruby
language | PHP | PHP
language | .NET | C#;F#
language | Swift | Swift
language | Elixir | Elixir
language | Dart | Dart
language | C++ | C++
frontend | JavaScript | React;React Native;Vue;Angular;Svelte;SvelteKit;SolidJS;Preact;Next.js;Nuxt;Remix;Astro;Gatsby;Qwik;Alpine.js;jQuery;Ionic;Ember.js
frontend | | htmx;Tailwind;Bootstrap CSS
frontend | Dart | Flutter
frontend | .NET | Blazor
frontend | Python | Streamlit;Gradio
backend | JavaScript | Express;Fastify;Hono;NestJS;Koa;Elysia;AdonisJS
backend | Python | FastAPI;Django;Flask;Litestar;Starlette;Sanic;Tornado;Django REST Framework
backend | Ruby | Rails;Sinatra
backend | PHP | Laravel;Symfony
backend | Java | Spring Boot;Spring;Quarkus;Micronaut;Ktor
backend | Elixir | Phoenix
backend | Rust | Actix;Axum
backend | Go | Gin;Echo;GoFiber
backend | .NET | ASP.NET
api-style | | GraphQL;gRPC;OpenAPI;WebSocket;WebRTC;MQTT
api-style | JavaScript | tRPC;Socket.IO
validation | JavaScript | Zod;Valibot;ArkType;Yup;Joi;Ajv;TypeBox;class-validator
validation | Python | Pydantic;Marshmallow;attrs;msgspec
validation | Java | Hibernate Validator
database | | PostgreSQL;MySQL;MariaDB;SQLite;MongoDB;Redis;Valkey;Cassandra;DynamoDB;ClickHouse;DuckDB;Neo4j;Snowflake;BigQuery;Firebase;Supabase;CockroachDB;InfluxDB;TimescaleDB;LevelDB;RocksDB
object-mapper | JavaScript | Prisma;Drizzle;TypeORM;Sequelize;Kysely;Knex;Mongoose;MikroORM
object-mapper | Python | SQLAlchemy;SQLModel;Alembic;Peewee
object-mapper | Java | Hibernate;jOOQ
object-mapper | Rust | Diesel;SQLx
object-mapper | Go | GORM
object-mapper | .NET | Entity Framework
queue | | Kafka;RabbitMQ;NATS;ActiveMQ
queue | JavaScript | BullMQ;fastq;p-queue
queue | Python | Celery;Dramatiq
queue | Ruby | Sidekiq
search | | Elasticsearch;OpenSearch;Meilisearch;Typesense;Algolia
search | JavaScript | MiniSearch;FlexSearch;Lunr
authentication | | OAuth;OpenID Connect;JWT;Keycloak;Auth0;Okta
authentication | JavaScript | Passport.js;Auth.js;Lucia
authentication | Python | Authlib
payment | | Stripe;PayPal;Adyen
testing | JavaScript | Jest;Vitest;Mocha;Cypress;Supertest;fast-check;Testing Library
testing | Python | pytest;unittest;Hypothesis
testing | Java | JUnit;Mockito;Testcontainers
testing | Ruby | RSpec
testing | .NET | xUnit;NUnit
testing | PHP | PHPUnit
build-tool | JavaScript | Webpack;Vite;Rollup;Rolldown;esbuild;tsup;Parcel;Babel;Turborepo;Nx;Lerna
build-tool | Java | Gradle;Maven
infrastructure | | Docker;Kubernetes;Helm;Terraform;Ansible;Pulumi;AWS;GCP;Azure;Vercel;Netlify;Cloudflare;Cloudflare Workers;Heroku;Fly.io;Nginx;Caddy;GitHub Actions;GitLab CI;Jenkins;CircleCI;Lambda;Traefik;ArgoCD
monitoring | | Prometheus;Grafana;OpenTelemetry;Sentry;Datadog
data-processing | Python | Pandas;NumPy;Polars;Dask;PySpark
workflow | Python | Airflow;Prefect;Dagster
workflow | | Temporal
machine-learning | Python | PyTorch;TensorFlow;scikit-learn;Hugging Face;Keras;XGBoost;LightGBM
data-processing | | Spark;dbt;Flink
browser-automation | JavaScript,Python,Java,.NET | Playwright;Selenium
browser-automation | JavaScript | Puppeteer;Crawlee;Cheerio
browser-automation | Python | Scrapy;BeautifulSoup
http-client | Python | httpx;aiohttp
http-client | JavaScript | Axios;undici
command-line | JavaScript | Commander;Yargs;oclif;citty;Listr2
command-line | Python | Typer;argparse
command-line | Go | Cobra
command-line | Rust | clap
concurrency | Python | asyncio;Trio;AnyIO
concurrency | JavaScript | RxJS
concurrency | Rust | Tokio
recommended | JavaScript | Node;Deno;Bun;Electron;LangChain;Socket.IO;Three.js;D3;Redux;Zustand;MobX
recommended | | Tauri;WebGL;WebAssembly
`;

/** Everyday words: as names they count only where code or an install command shows them. */
const ambiguousNames = new Set(
  "Echo,Joi,attrs,clap,Trio,Hypothesis,Diesel,Cobra,Maven,Lucia,Go,Flink".split(","),
);

const technologies: ReadonlyMap<string, KnownTechnology> = readTable();

function readTable(): Map<string, KnownTechnology> {
  const known = new Map<string, KnownTechnology>();
  for (const line of table.split("\n")) {
    const [kind = "", ecosystems = "", names = ""] = line.split("|").map((cell) => cell.trim());
    for (const name of names.split(";").filter((cell) => cell !== "")) {
      const earlier = known.get(name.toLowerCase());
      known.set(name.toLowerCase(), {
        name,
        kinds: [...(earlier?.kinds ?? []), kind as TechnologyKind],
        ecosystems: ecosystems === "" ? [] : ecosystems.split(",").map((cell) => cell.trim()),
      });
    }
  }
  return known;
}

/** What is known of a technology, whatever the case and a version at its end; `undefined` for other names. */
export function findKnownTechnology(name: string): KnownTechnology | undefined {
  const bare = name.toLowerCase().replace(/^(?:plain|vanilla|pure) /, "");
  return technologies.get(bare) ?? technologies.get(bare.replace(/[ @]v?\d[\w.]*$/, ""));
}

/** The languages of an ecosystem: a framework of one with a single language cannot be used without it. */
export function listLanguagesOf(ecosystem: string): string[] {
  return [...technologies.values()]
    .filter(({ kinds, ecosystems }) => kinds.includes("language") && ecosystems.includes(ecosystem))
    .map(({ name }) => name);
}

/** True for the exact spelling of a name in the table that is no everyday word. */
export function isSpeltAsKnown(word: string): boolean {
  return !ambiguousNames.has(word) && technologies.get(word.toLowerCase())?.name === word;
}
