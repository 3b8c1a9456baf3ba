import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createIndex, type IndexDocument } from "../retrieval/create-index.ts";
import { verifyFact, verifyFactResultSchema } from "./verify-fact.ts";

function verify(claim: string, ...documents: IndexDocument[]) {
  const index = createIndex(documents);
  return verifyFactResultSchema.parse(verifyFact((query, limit) => index.rank(query, { limit }), { claim }));
}

const fastq = {
  file: "fastq.md",
  title: "fastq",
  text: "# fastq\n\nFast, in memory work queue.\n\n## Usage\n\nCall it.\n\n## License\n\nISC\n",
};
const vite = {
  file: "vite.md",
  title: "vite",
  text: "# Vite\n\nVite requires Node.js 20 or later. It is a build tool.\n\n```js\nVite requires Node.js 8\n```\n",
};

test("`verifyFact` supports with the quote, its line and its stance", () => {
  const result = verify("Vite requires Node.js 20", vite, fastq);
  expect(result).toMatchObject({ verdict: "supported", method: "lexical" });
  expect(result.evidence[0]).toEqual({
    quote: "Vite requires Node.js 20 or later.",
    source: {
      file: "vite.md",
      title: "vite",
      line: 3,
      span: { start: 8, end: 42 },
      contentHash: createHash("sha256").update(vite.text).digest("hex"),
    },
    stance: "supports",
    signals: { overlap: 1 },
  });
  expect(result.confidence).toBeGreaterThan(0.8);
});

test("`verifyFact` decides licences by the section about the licence", () => {
  expect(verify("fastq is licensed under the ISC license", vite, fastq).verdict).toBe("supported");
  const refuted = verify("fastq is licensed under the MIT license", vite, fastq);
  expect(refuted).toMatchObject({ verdict: "refuted", explanation: expect.stringContaining("isc") });
  expect(refuted.evidence[0]).toMatchObject({ quote: "ISC", source: { line: 11 }, stance: "refutes" });
});

test("`verifyFact` does not decide by code", () => {
  expect(verify("Vite requires Node.js 8", vite).verdict).toBe("not_enough_info");
});

test("`verifyFact` says what comes nearest when it cannot decide", () => {
  const result = verify("Vite is production-ready on Node.js 20", vite, fastq);
  expect(result).toMatchObject({ verdict: "not_enough_info" });
  expect(result.confidence).toBeLessThanOrEqual(0.5);
  expect(result.evidence[0]).toMatchObject({ source: { file: "vite.md" }, stance: "neutral" });
});

test("`verifyFact` does not decide when sources disagree", () => {
  const four = { file: "four.md", text: "The ferry carries 4 cars." };
  const five = { file: "five.md", text: "The ferry carries 5 cars." };
  expect(verify("The ferry carries 4 cars", four, five)).toMatchObject({
    verdict: "not_enough_info",
    explanation: "The sources do not agree on the value.",
  });
  expect(verify("The ferry carries 6 cars", four, five).verdict).toBe("not_enough_info");
});

test("`verifyFact` shows both sides first where sources disagree, and then what is not the same again", () => {
  const many = Array.from({ length: 8 }, (_, at) => ({
    file: `four-${at}.md`,
    text: "The ferry carries 4 cars. A ferry may carry cars and people.",
  }));
  const other = { file: "five.md", text: "The ferry carries 5 cars." };
  const { evidence, verdict } = verify("The ferry carries 4 cars", ...many, other);
  expect(verdict).toBe("not_enough_info");
  expect(evidence).toHaveLength(5);
  expect(new Set(evidence.map(({ stance }) => stance))).toEqual(new Set(["supports", "refutes"]));
  const near = verify("Cars travel by a big ferry", ...many, other);
  expect(new Set(near.evidence.map(({ quote }) => quote)).size).toBe(near.evidence.length);
});

test("`verifyFact` does not refute by what a change log says of the past", () => {
  const log = { file: "CHANGELOG.md", text: "# 2.0\n\nVite requires Node.js 14.\n" };
  expect(verify("Vite requires Node.js 18", log).verdict).toBe("not_enough_info");
});

test.each(["?", "the of", "Vite", "…", "x ".repeat(3000)])(
  "`verifyFact` has not enough information about %j",
  (claim) => {
    expect(verify(claim, vite).verdict).toBe("not_enough_info");
  },
);

test("`verifyFact` reads a negation that is written in entities", () => {
  const hidden = { file: "hidden.md", text: "Relay stores all messages &#110;&#111;&#116; on local disk.\n" };
  expect(verify("Relay stores all messages on local disk", hidden).verdict).toBe("not_enough_info");
});
