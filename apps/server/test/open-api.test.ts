import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemCodes } from "../src/api/problem.ts";
import { createCaller } from "./create-caller.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Record<string, unknown>; readonly required?: boolean };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, unknown> }
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<
      string,
      { readonly properties?: Record<string, { readonly enum?: readonly string[] }> }
    >;
    readonly securitySchemes: Record<string, unknown>;
  };
}

let server: TestServices;
let document: Document;
let operations: readonly (readonly [name: string, operation: Operation])[];
beforeAll(async () => {
  server = await createTestServices();
  document = (await createCaller(server)<Document>("GET", "/api/openapi.json")).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
});
afterAll(() => server.close());

/** Every object within a value, the value included. */
function* walk(value: unknown): Iterable<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  yield value as Record<string, unknown>;
  for (const part of Object.values(value)) yield* walk(part);
}

describe("GET /api/openapi.json", () => {
  test("describes every route of the app, and no other", () => {
    const routes = server.app.routes
      .filter(({ method, path }) => method !== "ALL" && !path.includes("*"))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(operations.map(([name]) => name).sort()).toEqual([...new Set(routes)].sort());
    expect(document.openapi).toBe("3.1.0");
  });

  test("refers to nothing that it does not hold", () => {
    const references = [...walk(document)].flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const parts = reference.split("/");
      expect(parts[0]).toBe("#");
      const found = parts
        .slice(1)
        .reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], document);
      expect([reference, typeof found]).toEqual([reference, "object"]);
    }
  });

  test("says of every route what it is for, what it takes and how it refuses", () => {
    for (const [name, { summary, requestBody, parameters = [], responses }] of operations) {
      expect([name, summary?.length]).toEqual([name, expect.any(Number)]);
      const inPath = [...name.matchAll(/{(\w+)}/g)].map(([, parameter]) => parameter);
      const declared = parameters.filter((parameter) => parameter.in === "path");
      expect([name, declared.map((parameter) => parameter.name)]).toEqual([name, inPath]);
      if (name.startsWith("POST")) {
        expect([name, Object.keys(requestBody?.content ?? {}), requestBody?.required]).toEqual([
          name,
          ["application/json"],
          true,
        ]);
        const headers = parameters.filter((parameter) => parameter.in === "header");
        expect([name, headers.map((header) => header.name)]).toEqual([
          name,
          expect.arrayContaining(["idempotency-key"]),
        ]);
        expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(["400", "415", "422"])]);
      }
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect([name, status, description.length > 0]).toEqual([name, status, true]);
        if (Number(status) < 400 || name === "GET /readyz") continue;
        expect([name, status, content]).toEqual([
          name,
          status,
          { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        ]);
      }
    }
  });

  test("holds the closed list of codes, the bearer token, and examples", () => {
    const { schemas, securitySchemes } = document.components;
    expect(schemas["Problem"]?.properties?.["code"]?.enum).toEqual([...problemCodes]);
    expect(securitySchemes).toEqual({ bearer: { type: "http", scheme: "bearer" } });
    for (const name of ["TaskSpec", "Plan", "RunRequest", "Budget", "Answer"])
      expect([name, schemas[name]]).toEqual([name, expect.objectContaining({ example: expect.anything() })]);
  });

  test("is what GET /api points to", async () => {
    const { body } = await createCaller(server)<{ openapi: string }>("GET", "/api");
    expect(body).toEqual({ openapi: "/api/openapi.json" });
  });
});
