import { ErrorCode } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import type { EnhancedAgentOptions } from "../src/enhanced-options.ts";
import type { AgentEvent } from "../src/loop/agent-event.ts";
import type { Approve, PendingApproval } from "../src/loop/approval.ts";
import { createFinder, runMain, startMain } from "./support/run-main.ts";
import { answer, delegate, pass, plan, reflect, type Turn } from "./support/turns.ts";

const first: readonly Turn[] = [
  [plan("Find out how fast Rust is")],
  [delegate("knowledge", "How fast is Rust?")],
];
const rest: readonly Turn[] = [[answer("Rust is fast [E1].")], [pass], [reflect("x")]];
const denied: readonly Turn[] = [
  ...first,
  [answer("How fast Rust is could not be found out: leave was denied.")],
  [pass],
  [reflect("x")],
];
const approvals = (events: readonly AgentEvent[]) =>
  events.filter(({ type }) => type.startsWith("approval-")).map(({ type }) => type);

describe("approve as a function", () => {
  test("is asked for actions with side effects, with what they say, and lets them be done", async () => {
    const asked: PendingApproval[] = [];
    const approve: Approve = (action) => {
      asked.push(action);
      return true;
    };
    const { task, events } = await runMain({
      turns: [...first, ...rest],
      options: { approve },
      spec: { id: "run" },
    });
    expect(task.status).toBe("completed");
    expect(asked).toEqual([
      {
        key: "a1-s2-0",
        action: "DELEGATE",
        fields: expect.objectContaining({ AGENT_TYPE: "knowledge", TASK: "How fast is Rust?" }),
        shown: expect.stringContaining("ACTION: DELEGATE"),
        taskId: "run",
      },
    ]);
    expect(approvals(events)).toEqual(["approval-pending", "approval-given"]);
  });

  test.each<[string, Approve, string]>([
    ["says no", () => false, "leave for it was denied"],
    ["says no and why", async () => ({ approved: false, reason: "Not on Sundays." }), "Not on Sundays."],
    ["throws", () => Promise.reject(new Error("no line")), "approve failed: no line"],
    ["answers nonsense", () => "yes" as never, "the answer was no decision"],
  ])("denies when it %s, and the model is told", async (_what, approve, words) => {
    const finder = createFinder();
    const { events, told, model } = await runMain({ turns: denied, options: { approve }, agents: [finder] });
    expect(finder.calls).toHaveLength(0);
    expect(approvals(events)).toEqual(["approval-pending", "approval-denied"]);
    expect(told.join("\n")).toContain(words);
    expect(model.requests.length).toBeGreaterThan(2);
  });

  test("is waited for no longer than the signal allows", async () => {
    const controller = new AbortController();
    const asked = Promise.withResolvers<void>();
    const approve: Approve = () => {
      asked.resolve();
      return new Promise<never>(() => {});
    };
    const { settled } = startMain({
      turns: first,
      options: { approve },
      spec: { signal: controller.signal },
    });
    await asked.promise;
    controller.abort();
    expect((await settled).status).toBe("cancelled");
  });

  test("is asked for the named actions only", async () => {
    const asked: string[] = [];
    const approve: Approve = ({ action }) => {
      asked.push(action);
      return true;
    };
    await runMain({ turns: [...first, ...rest], options: { approve, approvalFor: ["ANSWER"] } });
    expect(asked).toEqual(["ANSWER"]);
  });
});

describe('approve "wait"', () => {
  test.each([
    [true, "completed"],
    [{ approved: true }, "completed"],
  ])("waits for the orchestrator's answer %j", async (decision, status) => {
    const runtime = createManualRuntime();
    const { settled, orchestrator, events } = startMain({
      turns: [...first, ...rest],
      options: { approve: "wait" },
      spec: { id: "run" },
      orchestrator: { runtime },
    });
    await runtime.advance(0);
    const [pending] = events.filter((event) => event.type === "approval-pending");
    expect(pending).toMatchObject({ action: "DELEGATE", key: "a1-s2-0" });
    await orchestrator.answer("run", "approve-a1-s2-0", decision);
    expect((await settled).status).toBe(status);
  });

  test.each([
    [{ approved: false, reason: "Too dear." }, "Too dear."],
    ["perhaps", "was no decision"],
  ])("takes %j for a no", async (decision, words) => {
    const runtime = createManualRuntime();
    const { settled, orchestrator, model } = startMain({
      turns: denied,
      options: { approve: "wait" },
      spec: { id: "run" },
      orchestrator: { runtime },
    });
    await runtime.advance(0);
    await orchestrator.answer("run", "approve-a1-s2-0", decision);
    await settled;
    const told = model.requests.at(-1)!.messages.map(({ content }) => content);
    expect(told.join("\n")).toContain(words);
  });
});

test.each<[EnhancedAgentOptions, string]>([
  [{ approve: "ask" as never }, "approve must be"],
  [{ approvalFor: ["DELEGATE"] }, "pass approve too"],
  [{ approve: "wait", approvalFor: ["DELEGAT"] }, "did you mean DELEGATE?"],
])("options %j are refused", async (options, words) => {
  await expect(runMain({ turns: first, options })).rejects.toMatchObject({
    code: ErrorCode.INVALID_ARGUMENT,
    message: expect.stringContaining(words),
  });
});
