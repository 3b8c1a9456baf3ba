import { describe, expect, test } from "vitest";
import type { Contestant } from "../contestants/contestant.ts";
import { contestantNames, loadContestant } from "../contestants/load-contestant.ts";
import { workloadNames, workloads } from "./workloads.ts";

/** Does nothing at all, as fast as can be. */
const idle: Contestant = {
  delegate: async () => -1,
  chain: async () => [],
  fanOut: async () => [],
  aggregate: async () => [],
  vote: async () => ({ winner: undefined, votes: 0 }),
};

describe.each(workloadNames)("%s", (name) => {
  test.each(contestantNames)("is done by %s, with the right results", async (contestant) => {
    await expect(workloads[name].run(await loadContestant(contestant))).resolves.toBeUndefined();
  });

  test("is not passed by a contestant that does nothing", async () => {
    await expect(workloads[name].run(idle)).rejects.toThrow();
  });
});

test("`vote` wants every vote counted of a contestant that does not stop early", async () => {
  const hasty: Contestant = { ...idle, vote: async () => ({ winner: "approve", votes: 61 }) };
  await expect(workloads.vote.run(hasty)).rejects.toThrow("61 votes");
  await expect(workloads.vote.run({ ...hasty, stopsEarly: true })).resolves.toBeUndefined();
});
