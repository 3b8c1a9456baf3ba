import { giveWay } from "@convoke/core";
import { expect, test } from "vitest";
import { createEchoes } from "./echoes.ts";

test("createEchoes resolves whoever waits for a mark when it, or a later one, is heard", async () => {
  const marks: object[] = [];
  const echoes = createEchoes(async (mark) => marks.push(mark));
  const settled: string[] = [];
  for (const name of ["first", "second", "third"]) {
    void echoes.await().then(() => settled.push(name));
  }
  expect(echoes.hear({ kind: "started" })).toBe(false);
  expect(echoes.hear({ kind: "echo", mark: "none" })).toBe(true);
  await giveWay();
  expect(settled).toEqual([]);
  expect(echoes.hear(marks[1])).toBe(true);
  await giveWay();
  expect(settled).toEqual(["first", "second"]);
  // Read once more after a new connection.
  expect(echoes.hear(marks[1])).toBe(true);
  echoes.hear(marks[2]);
  await giveWay();
  expect(settled).toEqual(["first", "second", "third"]);
});

test("createEchoes rejects whoever waits when the mark is refused, or the inbox is closed", async () => {
  const refused = createEchoes(() => Promise.reject(new Error("no room")));
  await expect(refused.await()).rejects.toThrow("no room");
  const echoes = createEchoes(async () => undefined);
  const waiting = echoes.await();
  echoes.end();
  await expect(waiting).rejects.toThrow("closed");
});
