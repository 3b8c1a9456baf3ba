import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import type { AttemptDesk } from "./attempt-desk.ts";
import { auditAttempts } from "./audit.ts";
import type { OpenAttempt } from "./open-attempt.ts";

test("auditAttempts looks after each attempt in its turn, however many are quiet", async () => {
  const runtime = createManualRuntime();
  const looked = new Set<string>();
  const queue = {
    async which(ids: readonly string[]) {
      for (const id of ids) looked.add(id);
      return ids.map(() => true);
    },
  };
  const ids = Array.from({ length: 2_500 }, (_, index) => `a${index}`);
  const open = new Map(
    ids.map((attemptId) => {
      const attempt: Partial<OpenAttempt> = { isOpen: true, heardAt: runtime.now(), isMissing: false };
      return [attemptId, { ...attempt, job: { attemptId }, queue } as unknown as OpenAttempt];
    }),
  );
  const desk = { open, link: { runtime } } as unknown as AttemptDesk;
  for (let round = 0; round < 3; round++) {
    await runtime.advance(2_000);
    await auditAttempts(desk);
  }
  expect(looked.size).toBe(2_500);
});

test("auditAttempts dispatches nothing again before the inbox was read as far as it went when the job was missing", async () => {
  const runtime = createManualRuntime();
  const queue = { which: async (ids: readonly string[]) => ids.map(() => false) };
  const heard = Promise.withResolvers<void>();
  const attempts = ["ended", "lost"].map((attemptId) => {
    const attempt: Partial<OpenAttempt> = { isOpen: true, heardAt: runtime.now(), isMissing: false };
    return { ...attempt, job: { attemptId }, queue } as unknown as OpenAttempt;
  });
  const redone: OpenAttempt[] = [];
  const desk = {
    open: new Map(attempts.map((attempt) => [attempt.job.attemptId, attempt])),
    link: { runtime, heardAll: () => heard.promise },
    redo: (attempt: OpenAttempt) => redone.push(attempt),
  } as unknown as AttemptDesk;
  for (let look = 0; look < 2; look++) {
    await runtime.advance(2_000);
    await auditAttempts(desk);
  }
  expect(redone).toEqual([]);
  attempts[0].isOpen = false;
  heard.resolve();
  await runtime.advance(0);
  expect(redone).toEqual([attempts[1]]);
});
