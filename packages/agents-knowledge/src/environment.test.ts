import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { Orchestrator } from "@convoke/core";
import { createTemporaryFolder } from "../test/temporary-folder.ts";
import { readEnvironment } from "./environment.ts";
import { createKnowledgeAgent } from "./knowledge-agent.ts";

test("`readEnvironment` finds folders and search services, and nothing in an empty environment", () => {
  const [one, other] = [createTemporaryFolder({ "a.md": "a" }), createTemporaryFolder({ "b.md": "b" })];
  const { folders, providers } = readEnvironment({
    CONVOKE_KNOWLEDGE_FOLDER: `${one}${delimiter} ${other}${delimiter}`,
    SEARXNG_URL: "http://127.0.0.1:8888",
    BRAVE_API_KEY: "key",
  });
  expect(folders).toEqual([one, other]);
  expect(providers.map(({ name }) => name)).toEqual(["searxng", "brave"]);
  expect(readEnvironment({})).toEqual({ folders: [], providers: [] });
});

test("`readEnvironment` names the variable that cannot be used", () => {
  for (const [variable, value] of [
    ["CONVOKE_KNOWLEDGE_FOLDER", "no/such/folder"],
    ["SEARXNG_URL", "not an address"],
  ]) {
    expect(() => readEnvironment({ [variable]: value })).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(variable) }),
    );
  }
});

test("a bare agent knows the folder that the environment names; one with a folder of its own does not", async () => {
  const environment = {
    CONVOKE_KNOWLEDGE_FOLDER: createTemporaryFolder({
      "zeppelin.md": "# Zeppelin\n\nThe zeppelin leaves at noon.\n",
    }),
  };
  const folder = createTemporaryFolder({ "ferry.md": "# Ferry\n\nThe ferry leaves at eight.\n" });
  const ask = async (options: Parameters<typeof createKnowledgeAgent>[0]) => {
    const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent(options) } });
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "When does the zeppelin leave?",
    });
    await orchestrator.close();
    return JSON.stringify(task.result);
  };
  expect(await ask({ environment })).toContain("The zeppelin leaves at noon.");
  expect(await ask({ environment, folder })).not.toContain("zeppelin.md");
});
