import assert from "node:assert/strict";
import { type ArtifactStore, ErrorCode } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";

/** What an artifact case works on: a store that keeps nothing yet. */
export interface ArtifactContext {
  readonly subject: ArtifactStore;
}

/** One promise of an artifact store. */
export type ArtifactCase = ConformanceCase<ArtifactContext>;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** SHA-256 of "hello". */
const hashOfHello = "sha256-2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const hashOfNothing = "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** What every artifact store has to keep to. */
export const artifactStoreCases: readonly ArtifactCase[] = [
  {
    name: "what was put is got",
    promise: "put answers the SHA-256 of the bytes, and get gives the same bytes and media type for it.",
    async run({ subject }) {
      const info = { hash: hashOfHello, mediaType: "text/plain", bytes: 5 };
      assert.deepEqual(await subject.put(encode("hello"), "text/plain"), info);
      const got = await subject.get(hashOfHello);
      assert.deepEqual(got && { ...got, content: [...got.content] }, {
        ...info,
        content: [...encode("hello")],
      });
    },
  },
  {
    name: "no bytes are an artifact too",
    promise: "An empty artifact is kept like every other one.",
    async run({ subject }) {
      assert.equal((await subject.put(new Uint8Array(0), "text/plain")).hash, hashOfNothing);
      assert.equal((await subject.get(hashOfNothing))?.content.byteLength, 0);
    },
  },
  {
    name: "part of a buffer is only that part",
    promise: "A view on a larger buffer is put as what it shows.",
    async run({ subject }) {
      const view = encode("say hello twice").subarray(4, 9);
      assert.equal((await subject.put(view, "text/plain")).hash, hashOfHello);
      assert.deepEqual([...((await subject.get(hashOfHello))?.content ?? [])], [...encode("hello")]);
    },
  },
  {
    name: "equal bytes are one artifact",
    promise: "Equal bytes have one hash, and the media type of the first put stays.",
    async run({ subject }) {
      await subject.put(encode("hello"), "text/plain");
      const again = await subject.put(encode("hello"), "text/markdown");
      assert.deepEqual(again, { hash: hashOfHello, mediaType: "text/plain", bytes: 5 });
      assert.equal((await subject.get(hashOfHello))?.mediaType, "text/plain");
    },
  },
  {
    name: "puts at the same time do not meet",
    promise: "Many puts at once, of equal and of different bytes, are all kept.",
    async run({ subject }) {
      const texts = Array.from({ length: 20 }, (_, index) => `artifact ${index % 5}`);
      const infos = await Promise.all(texts.map((text) => subject.put(encode(text), "text/plain")));
      assert.equal(new Set(infos.map(({ hash }) => hash)).size, 5);
      for (const [index, { hash }] of infos.entries()) {
        const got = await subject.get(hash);
        assert.equal(got && new TextDecoder().decode(got.content), texts[index]);
      }
    },
  },
  {
    name: "bytes that were handed in may change",
    promise:
      "The store copies bytes in: changing them after the call, also before it settles, changes nothing kept.",
    async run({ subject }) {
      const content = encode("hello");
      const putting = subject.put(content, "text/plain");
      content.fill(0);
      assert.equal((await putting).hash, hashOfHello);
      content.fill(1);
      assert.deepEqual([...((await subject.get(hashOfHello))?.content ?? [])], [...encode("hello")]);
    },
  },
  {
    name: "bytes that were handed out may change",
    promise: "The store copies bytes out: changing what get gave changes nothing that is kept.",
    async run({ subject }) {
      await subject.put(encode("hello"), "text/plain");
      (await subject.get(hashOfHello))?.content.fill(0);
      assert.deepEqual([...((await subject.get(hashOfHello))?.content ?? [])], [...encode("hello")]);
    },
  },
  {
    name: "a hash that is not kept",
    promise: "get answers undefined for a hash that is not kept, and for every text that is no hash.",
    async run({ subject }) {
      await subject.put(encode("hello"), "text/plain");
      const unknown = [
        hashOfNothing,
        "",
        "sha256-",
        "../etc/passwd",
        hashOfHello.toUpperCase(),
        `${hashOfHello}.type`,
      ];
      for (const hash of unknown) {
        assert.equal(
          await subject.get(hash),
          undefined,
          `get(${JSON.stringify(hash)}) must answer undefined`,
        );
      }
    },
  },
  {
    name: "put refuses what is no artifact",
    promise: "What is no Uint8Array, and a media type that is none, are refused with `invalid_argument`.",
    async run({ subject }) {
      const text = "hello" as unknown as Uint8Array;
      await assertRejects(() => subject.put(text, "text/plain"), ErrorCode.INVALID_ARGUMENT, "put of a text");
      for (const mediaType of ["", "png", "image/png\r\nx: y"]) {
        const put = () => subject.put(encode("hello"), mediaType);
        await assertRejects(put, ErrorCode.INVALID_ARGUMENT, `put as ${JSON.stringify(mediaType)}`);
      }
    },
  },
];
