import { describe, expect, test } from "vitest";
import { startModelServer } from "./model-server.ts";
import { runDemo } from "./run-demo.ts";

const key = "sk-loopback-0123456789";
const prompt = "Research schema validation and create an implementation plan";

describe("demo --prompt", () => {
  test("goes through the states of the main agent by rules, delegates, and answers with places", async () => {
    const { exitCode, output, errors } = await runDemo(["--prompt", prompt]);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(output).toMatch(/^ {2}Decides {5}rules/m);
    const marks = [
      /^PLANNING$/m,
      /^ {2}S1 .*knowledge: Research schema validation$/m,
      /^EXECUTING$/m,
      /^✔ knowledge {2}Documentation Agent .* Research schema validation$/m,
      /^✔ planner {4}Planner Agent /m,
      /^VERIFYING$/m,
      /^LEARNING$/m,
      /^ {2}Answer {6}.+/m,
      /\[E1\.\d\]/,
      /^ {2}Sources {5}\[E1/m,
      /\.mdx?:\d+$/m,
    ];
    const places = marks.map((mark) => output.search(mark));
    expect(places).not.toContain(-1);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    expect(output).not.toContain("SEQUENTIAL");
  });

  test("asks the model of the environment, over HTTP, and never shows its key", async () => {
    const server = await startModelServer([
      "First the plan.\nACTION: PLAN\nSTEPS: - [knowledge] Find out what fastq is\n---END---\n" +
        "ACTION: ANSWER\nTEXT: too early\n---END---\nACTION: DELEGATE\nAGENT_TYPE: knowledge\nTASK: What is fastq?\n---END---",
      "ACTION: DELEGATE\nAGENT_TYPE: knowledge\nTASK: What is fastq?\n---END---",
      "ACTION: ANSWER\nTEXT: A fast work queue in memory [E1].\n---END---",
      "ACTION: VERIFY\nVERDICT: pass\n---END---",
      "ACTION: REFLECT\nLESSON: The knowledge agent knows packages.\n---END---",
    ]);
    try {
      const { exitCode, output } = await runDemo(["--prompt", "What is fastq?", "--json"], {
        LLM_API_KEY: key,
        LLM_BASE_URL: server.baseUrl,
        LLM_MODEL: "tiny",
      });
      const { task, events, misses } = JSON.parse(output);
      expect({ exitCode, misses }).toEqual({ exitCode: 0, misses: [] });
      expect(task.result).toMatchObject({
        method: "model",
        modelName: "tiny",
        answer: "A fast work queue in memory [E1].",
      });
      expect(events.map(({ type }: { type: string }) => type)).toContain("state-entered");
      expect(new Set(server.authorizations)).toEqual(new Set([`Bearer ${key}`]));
      expect(output).not.toContain(key);
    } finally {
      await server.close();
    }
  });

  test("fails with exit code 1 when the model cannot be asked, says why, and never shows its key", async () => {
    const server = await startModelServer([]);
    await server.close();
    const { exitCode, output, errors } = await runDemo(["--prompt", "What is fastq?"], {
      LLM_API_KEY: key,
      LLM_BASE_URL: server.baseUrl,
      LLM_MODEL: "tiny",
    });
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^Not reached: no answer: .*127\.0\.0\.1/m);
    expect(output + errors).not.toContain(key);
  });
});
