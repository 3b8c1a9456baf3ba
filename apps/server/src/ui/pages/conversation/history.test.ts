import { describe, expect, test } from "vitest";
import { forget, noteRun, readHistory } from "./history.ts";

function createStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

describe("history of conversations", () => {
  test("keeps the runs of each, the latest conversation first, and forgets what it is told to", () => {
    const storage = createStorage();
    noteRun(storage, { sessionId: "a", runId: "1", prompt: "First\nquestion", at: 1 });
    noteRun(storage, { sessionId: "b", runId: "2", prompt: "Another", at: 2 });
    noteRun(storage, { sessionId: "a", runId: "3", prompt: "Second question", at: 3 });
    expect(readHistory(storage)).toEqual([
      { sessionId: "a", title: "First question", at: 3, runIds: ["1", "3"] },
      { sessionId: "b", title: "Another", at: 2, runIds: ["2"] },
    ]);
    expect(forget(storage, "a")).toEqual(readHistory(storage));
    expect(readHistory(storage).map(({ sessionId }) => sessionId)).toEqual(["b"]);
  });

  test("has bounds: 50 conversations of 100 runs", () => {
    const storage = createStorage();
    for (let at = 0; at < 60; at++) noteRun(storage, { sessionId: `s${at}`, runId: "r", prompt: "p", at });
    for (let at = 0; at < 110; at++)
      noteRun(storage, { sessionId: "long", runId: `r${at}`, prompt: "p", at });
    expect(readHistory(storage)).toHaveLength(50);
    expect(readHistory(storage)[0]?.runIds).toHaveLength(100);
    expect(readHistory(storage)[0]?.runIds.at(-1)).toBe("r109");
  });

  test.each(["{", "1", '[{"sessionId":1}]', "null"])("reads a storage that holds %s as empty", (text) => {
    const storage = createStorage();
    noteRun(storage, { sessionId: "a", runId: "1", prompt: "p", at: 1 });
    storage.kept.set([...storage.kept.keys()][0]!, text);
    expect(readHistory(storage)).toEqual([]);
  });

  test("bears a storage that refuses", () => {
    const storage = {
      getItem: () => null,
      setItem() {
        throw new Error("full");
      },
    };
    expect(noteRun(storage, { sessionId: "a", runId: "1", prompt: "p", at: 1 })).toHaveLength(1);
  });
});
