import { strict as assert } from "node:assert";
import { runCases } from "@convoke/conformance";
import { describe, expect, test } from "vitest";
import { createHealthyModel, createModelContext } from "../../test/healthy-model.ts";
import { collect, completeRequest } from "./case-calls.ts";
import { caseRequests } from "./case-requests.ts";
import { type Cassette, createCassette } from "./cassette.ts";
import { languageModelCases } from "./language-model-cases.ts";
import { recordReplay } from "./record-replay.ts";

/** What a recording can tell of a slow reply: pieces, between which it can be stopped. */
const slow = { ...caseRequests.slow, messages: [{ role: "user", content: "Tell a short story." }] } as const;
const requests = { ...caseRequests, slow };

/** As often as a case asks for the same. */
const times = 4;

async function createRecording(): Promise<Cassette> {
  const cassette = createCassette();
  const recording = recordReplay(createHealthyModel(), cassette, { mode: "record" });
  for (const request of Object.values(requests)) {
    for (let count = 0; count < times; count += 1) await collect(recording.stream(completeRequest(request)));
  }
  return cassette;
}

describe("`recordReplay` keeps every promise of a language model while it records", () => {
  runCases(test, languageModelCases, () => ({
    context: createModelContext(recordReplay(createHealthyModel(), createCassette(), { mode: "record" })),
  }));
});

describe("`recordReplay` keeps every promise of a language model while it replays", () => {
  runCases(test, languageModelCases, async () => {
    const subject = recordReplay(undefined, await createRecording(), { mode: "replay" });
    return { context: { subject, requests }, teardown: async () => assert.deepEqual(subject.misses, []) };
  });
});

test("`recordReplay` keeps a reply for the call that gets it, not for one that is stopped before", async () => {
  const cassette = await createRecording();
  const subject = recordReplay(undefined, cassette, { mode: "replay" });
  const controller = new AbortController();
  const stopped = subject.generate(completeRequest(requests.text, controller.signal));
  controller.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
  for (let count = 0; count < times; count += 1) await subject.generate(completeRequest(requests.text));
  expect(subject.misses).toEqual([]);
});
