import { describe, expect, test } from "vitest";
import { createPicture } from "../live/run-picture.ts";
import { createDetail, createTask } from "../testing/sample-run.ts";
import { createTally } from "./create-tally.ts";
import { shortenAnswer } from "./shorten-answer.ts";

const plan = {
  strategy: "consensus",
  task: "?",
  agents: ["a", "a", "b"],
  minAgreement: 0.6,
  weights: [2, 1, 1],
};
const { tasks } = createPicture(
  createDetail([
    createTask({ taskId: "run/0", agentName: "Ann" }),
    createTask({ taskId: "run/1", agentName: "Bea", status: "in_progress", finishedAt: undefined }),
  ]),
);

const outcome = {
  consensus: false,
  winningResult: undefined,
  agreement: 0.5,
  agreementBounds: { least: 0.5, greatest: 0.5 },
  votes: [
    { taskId: "run/0", status: "completed" },
    { taskId: "run/1", status: "completed" },
    { taskId: "run/2", status: "failed", error: "Agent b not registered" },
  ],
  groups: [
    { answer: "no", voters: [1], weight: 1, confidence: 0 },
    { answer: "yes", voters: [0], weight: 2, confidence: 0.8 },
  ],
  distinctVoters: 2,
  votesSaved: 0,
  stoppedBy: "complete",
};

describe("createTally", () => {
  test("tells who has answered while votes come in", () => {
    const tally = createTally("run", plan, undefined, tasks);
    expect(tally.verdict).toBe("1 of 3 voters have answered; 60 % have to agree.");
    expect(tally.consensus).toBeUndefined();
    expect(tally.others.map(({ name, status }) => [name, status])).toEqual([
      ["Ann (voter 1)", "completed"],
      ["Bea (voter 2)", "in_progress"],
      ["b (voter 3)", "planned"],
    ]);
  });

  test("groups the votes with their shares, and says who is without one and why", () => {
    const tally = createTally("run", plan, outcome, tasks);
    expect(tally.verdict).toBe("No consensus: the leading answer has 50 %; 60 % were needed.");
    expect(
      tally.groups.map(({ answer, share, leads, voters }) => [answer, share, leads, voters[0].taskId]),
    ).toEqual([
      ["no", 0.25, false, "run/1"],
      ["yes", 0.5, true, "run/0"],
    ]);
    expect(tally.others).toMatchObject([{ taskId: "run/2", note: "Agent b not registered" }]);
    expect(tally.notes).toEqual(["2 different agents for 3 votes.", "1 voter failed."]);
  });

  test("says that a verdict came early, and that nobody answered", () => {
    const early = { ...outcome, consensus: true, agreement: 1, stoppedBy: "decided", votesSaved: 1 };
    const tally = createTally("run", plan, early, tasks);
    expect(tally.verdict).toBe("Consensus: 100 % agree; 60 % were needed.");
    expect(tally.notes[1]).toBe("Decided early: 1 voter did not have to be heard.");
    const none = { ...outcome, agreement: 0, groups: [] };
    expect(createTally("run", plan, none, tasks).verdict).toBe(
      "No consensus: nobody answered; 60 % had to agree.",
    );
  });

  test.each([undefined, null, {}, "x"])("gives an empty tally for a plan that is %j", (given) => {
    expect(createTally("run", given, undefined, tasks).groups).toEqual([]);
  });
});

describe("shortenAnswer", () => {
  test.each([
    ["not_enough_info", "not enough info"],
    [{ verdict: "supported" }, "supported"],
    [{ goal: "Move", steps: [1, 2] }, "A plan of 2 steps for “Move”"],
    [{ question: "Why" }, "No answer to “Why”"],
    [[1, 2], "[1,2]"],
    [undefined, "nothing"],
  ])("says %j in a line", (answer, words) => {
    expect(shortenAnswer(answer)).toBe(words);
  });

  test("cuts what is long", () => {
    expect(shortenAnswer("x".repeat(1_000)).length).toBeLessThan(250);
  });
});
