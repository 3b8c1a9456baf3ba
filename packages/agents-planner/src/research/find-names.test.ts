import { describe, expect, test } from "vitest";
import type { Passage } from "./collect-passages.ts";
import { findNames } from "./find-names.ts";
import { findPackageOfPath } from "./package-of-path.ts";

const answer = (text: string): Passage => ({ text, origin: "answer" });
const quote = (text: string, place: string): Passage => ({
  text,
  origin: "quote",
  place,
  citation: `${place}:1 “${text}”`,
});
const namesIn = (...passages: Passage[]): string[] => findNames(passages).names.map(({ name }) => name);

describe("findNames", () => {
  test.each([
    ["known names, whatever their case", "We build it with fastapi and POSTGRES.", ["FastAPI", "PostgreSQL"]],
    ["a version is no part of a name", "It runs on Python 3.12 and Node 24.", ["Python", "Node"]],
    [
      "what an install command installs",
      "Run `npm install left-pad @scope/kit@2 --save` first.",
      ["left-pad", "@scope/kit"],
    ],
    ["what pip installs", "pip install sprocketlib[all]>=2", ["sprocketlib"]],
    ["what an import imports", 'import { kit } from "@scope/kit/part";', ["@scope/kit"]],
    ["camel case said twice", "SprocketBase is small. Many like SprocketBase.", ["SprocketBase"]],
    ["no camel case said once", "SprocketBase is small.", []],
    ["no class in code", "Call `TaskRunner` twice. A `TaskRunner` runs. TaskRunner is a class.", []],
    ["no suffixes of types", "AgentContext is given. The AgentContext holds it.", []],
    [
      "no files, modules of the language or relative paths",
      'import a from "./a.ts"; import fs from "node:fs"; npm install',
      [],
    ],
    ["no everyday words", "Express what you mean. It must go on. The spark of an echo.", []],
  ])("finds %s", (_what, text, names) => {
    expect(namesIn(answer(text))).toEqual(names);
  });

  test.each([
    ["Avoid Flask and Django, use FastAPI.", ["FastAPI"], ["Flask", "Django"]],
    ["FastAPI is better than Flask, which is deprecated.", ["FastAPI"], ["Flask"]],
    ["Moment.js is no longer maintained; Day.js replaces it.", ["Day.js"], ["Moment.js"]],
    ["The deprecated `node-request` is gone, Axios stays.", ["Axios"], ["node-request"]],
    ["Use Next.js, not `left-pad`.", ["Next.js"], ["left-pad"]],
    ["Redis is fast but Kafka is not recommended.", ["Redis"], ["Kafka"]],
    ["Is Flask deprecated?", ["Flask"], []],
  ])("reads the warnings in “%s”", (text, names, warnings) => {
    const found = findNames([answer(text)]);
    expect(found.names.map(({ name }) => name)).toEqual(names);
    expect(found.warnings).toEqual(warnings);
  });

  test("weighs answers before quotes before findings, and recommendations most", () => {
    const found = findNames([
      answer("Koa and Hono serve requests. Fastify suits small services."),
      quote("Hono is small", "hono.md"),
      { text: "Many know Express", origin: "finding" },
    ]).names;
    expect(found.map(({ name, weight }) => [name, weight])).toEqual([
      ["Fastify", 8],
      ["Hono", 7],
      ["Koa", 4],
      ["Express", 1],
    ]);
    expect(found.map(({ isRecommended }) => isRecommended)).toEqual([true, false, false, false]);
    expect(found.map(({ isSupported }) => isSupported)).toEqual([true, true, true, false]);
    expect(found[1]?.citation).toBe("hono.md:1 “Hono is small”");
  });

  test("counts what the answer repeats from its quotes once, and cites it all the same", () => {
    const [hono] = findNames([answer("Hono is small."), quote("**Hono** is small", "hono.md")]).names;
    expect(hono).toMatchObject({ weight: 4, isInAnswer: true, citation: "hono.md:1 “**Hono** is small”" });
  });

  test("knows kinds and ecosystems from the table, from definitions and from commands", () => {
    const found = findNames([
      answer("sprocketlib"),
      answer("pip install sprocketlib"),
      answer("sprocketlib is a fast web framework"),
      answer("`sprocket-web` is a modern web framework. pip install sprocket-web. Zod validates."),
    ]).names;
    expect(found.find(({ name }) => name === "Zod")).toMatchObject({
      kinds: ["validation"],
      ecosystems: ["JavaScript"],
    });
    expect(found.find(({ name }) => name === "sprocket-web")).toMatchObject({
      kinds: ["backend"],
      ecosystems: ["Python"],
    });
  });
});

describe("findPackageOfPath", () => {
  test.each([
    ["node_modules/zod/README.md", "zod"],
    ["node_modules/@scope/kit/docs/a.md", "@scope/kit"],
    ["node_modules/.pnpm/zod@4.1.0/node_modules/zod/README.md", "zod"],
    ["node_modules/.pnpm/@scope+kit@1.0.0_zod@4.1.0/node_modules/@scope/kit/README.md", "@scope/kit"],
    ["node_modules/.pnpm/@scope+kit@1.0.0/LICENSE", "@scope/kit"],
    ["node_modules/.pnpm/lock.yaml", undefined],
    ["/usr/lib/python3/site-packages/pydantic/main.py", "pydantic"],
    ["@scope/kit/README.md", "@scope/kit"],
    ["docs/fastapi.md", undefined],
    ["", undefined],
  ])("names the package of %s", (path, name) => {
    expect(findPackageOfPath(path)?.name).toBe(name);
  });
});
