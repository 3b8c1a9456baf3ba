import { expect, test } from "vitest";
import { estimateProviders } from "./estimate-providers.ts";
import { createProvidersFromEnvironment } from "./providers-from-environment.ts";

test("`createProvidersFromEnvironment` makes the providers that are named, and ignores empty values", () => {
  expect(createProvidersFromEnvironment({ SEARXNG_URL: " ", BRAVE_API_KEY: "", OTHER: "x" })).toEqual([]);
  const providers = createProvidersFromEnvironment({
    SERPER_API_KEY: "key-1",
    SEARXNG_URL: " http://localhost:8080 ",
    TAVILY_API_KEY: "key-2\n",
    BRAVE_API_KEY: "key-3",
  });
  expect(providers.map(({ name }) => name)).toEqual(["searxng", "brave", "tavily", "serper"]);
  expect(estimateProviders(providers)).toEqual({ estimatedTime: 1.5, costUsd: 0.005 + 0.008 + 0.001 });
  expect(estimateProviders([])).toEqual({ estimatedTime: 0, costUsd: 0 });
});

test.each([
  ["SEARXNG_URL", "localhost:8080"],
  ["SEARXNG_URL", "not an address"],
  ["BRAVE_API_KEY", "two words"],
])("`createProvidersFromEnvironment` names %s when it is %j", (variable, value) => {
  const attempt = (): unknown => createProvidersFromEnvironment({ [variable]: value });
  expect(attempt).toThrow(expect.objectContaining({ code: "invalid_argument", details: { variable } }));
  expect(attempt).toThrow(variable);
  if (variable.endsWith("KEY")) expect(attempt).not.toThrow(value);
});
