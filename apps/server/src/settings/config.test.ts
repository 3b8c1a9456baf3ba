import { describe, expect, test } from "vitest";
import { ConfigurationError, readConfiguration } from "./config.ts";

const secret = "a-secret-of-a-test-0123456789";

function problemsOf(environment: Record<string, string>, file?: Record<string, unknown>): readonly string[] {
  try {
    readConfiguration(environment, file);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  return [];
}

describe("readConfiguration", () => {
  test("listens on this machine only, keeps its data in .convoke, and asks nobody, unless it is told otherwise", () => {
    expect(readConfiguration({ CONVOKE_PORT: "", OTHER: "x" })).toEqual({
      host: "127.0.0.1",
      port: 4680,
      token: undefined,
      allowedHosts: [],
      dataFolder: ".convoke",
      plugIns: [],
      approvals: [],
      maxRuns: 1_000,
      maxSubscribers: 2_000,
      rateLimit: 1_000,
      maxBodyBytes: 1_048_576,
      maxSettledTasks: 10_000,
      shutdownMs: 10_000,
      logLevel: "info",
    });
  });

  test("reads every variable, which wins over the file", () => {
    const environment = {
      CONVOKE_HOST: "0.0.0.0",
      CONVOKE_PORT: "0",
      CONVOKE_TOKEN: secret,
      CONVOKE_ALLOWED_HOSTS: "a.example, b.example:8080,",
      CONVOKE_DATA: "memory",
      CONVOKE_PLUGINS: "./one.mjs,@scope/two",
      CONVOKE_APPROVALS: "DELEGATE,side-effects",
      CONVOKE_LOG_LEVEL: "silent",
    };
    expect(readConfiguration(environment, { port: 1, maxRuns: 7, plugIns: ["three"] })).toMatchObject({
      host: "0.0.0.0",
      port: 0,
      token: secret,
      allowedHosts: ["a.example", "b.example:8080"],
      dataFolder: undefined,
      plugIns: ["./one.mjs", "@scope/two"],
      approvals: ["DELEGATE", "side-effects"],
      maxRuns: 7,
      logLevel: "silent",
    });
  });

  test("tells everything that is wrong at once: which, what it is, what is allowed", () => {
    const problems = problemsOf(
      {
        CONVOKE_PORT: "99999",
        CONVOKE_MAX_RUNS: "many",
        CONVOKE_HOST: "http://x",
        CONVOKE_LOG_LEVEL: "loud",
      },
      { rateLimit: -1, allowedHosts: "a.example" },
    );
    expect(problems).toEqual([
      'CONVOKE_HOST is "http://x": use a name or an address without scheme and port, such as 127.0.0.1.',
      'CONVOKE_PORT is "99999": use a whole number from 0 to 65535, where 0 takes any that is free.',
      expect.stringMatching(/^"allowedHosts" of the configuration file is "a.example": use names/),
      'CONVOKE_MAX_RUNS is "many": use a whole number from 1 to 1000000, the runs under way at once.',
      expect.stringMatching(/^"rateLimit" of the configuration file is -1: use a whole number from 0/),
      'CONVOKE_LOG_LEVEL is "loud": use one of fatal, error, warn, info, debug, trace, silent.',
    ]);
  });

  test.each(["0.0.0.0", "::", "192.168.1.7", "convoke.example", "127.0.0.1.evil.example"])(
    "refuses to listen on %s without a token",
    (CONVOKE_HOST) => {
      expect(problemsOf({ CONVOKE_HOST }).join()).toContain("set CONVOKE_TOKEN");
      expect(problemsOf({ CONVOKE_HOST, CONVOKE_TOKEN: secret })).toEqual([]);
    },
  );

  test.each(["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"])(
    "listens on %s without one",
    (CONVOKE_HOST) => {
      expect(problemsOf({ CONVOKE_HOST })).toEqual([]);
    },
  );

  test("never shows a secret", () => {
    const [problem] = problemsOf({ CONVOKE_TOKEN: "päss wörd" });
    expect(problem).toContain("CONVOKE_TOKEN is a secret of 9 characters: use 16 to 1000");
    expect(problem).not.toContain("wörd");
  });

  test("finds misspelt variables, and leaves those of others alone", () => {
    expect(
      problemsOf({ CONVOKE_TOKN: secret, CONVOKE_KNOWLEDGE_FOLDER: "docs", CONVOKE_TEST_REPORT: "x" }),
    ).toEqual(["CONVOKE_TOKN is no setting: did you mean CONVOKE_TOKEN?"]);
  });
});
