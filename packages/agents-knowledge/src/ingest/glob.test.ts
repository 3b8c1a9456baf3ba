import fc from "fast-check";
import { expect, test } from "vitest";
import { compileGlob } from "./glob.ts";

const fits = (glob: string, path: string): boolean => {
  const compiled = compileGlob(glob);
  if ("problem" in compiled) throw new Error(compiled.problem);
  return compiled.fits(path);
};

test.each([
  ["*.md", ["a.md", ".md"], ["a/b.md", "a.mdx"]],
  ["**/*.md", ["a.md", "a/b.md", "a/.b/c.md"], ["a.txt"]],
  ["guide/**", ["guide", "guide/a", "guide/a/b.md"], ["guides/a", "a/guide"]],
  ["**", ["a", "a/b"], []],
  ["a/**/z.md", ["a/z.md", "a/b/c/z.md"], ["b/z.md", "a/z.md/c"]],
  ["**/draft.*", ["draft.md", "a/draft.txt"], ["a/drafts.md"]],
  ["a**b", ["ab", "axxb"], ["a/b"]],
  ["?.md", ["a.md", "é.md", "😀.md"], ["ab.md", ".md"]],
  ["[a-c]?.{md,txt}", ["b1.md", "c2.txt"], ["d1.md", "b1.pdf"]],
  ["[!a-c].md", ["d.md"], ["a.md"]],
  ["[]x].md", ["].md", "x.md"], ["a.md"]],
  ["{a,b{c,d}}/x", ["a/x", "bc/x", "bd/x"], ["b/x"]],
  ["{docs/**,README.md}", ["docs/a/b", "README.md"], ["a/README.md"]],
  ["./a.md", ["a.md"], ["b.md"]],
  ["\\*.md", ["*.md"], ["a.md"]],
  ["\\[a].md", ["[a].md"], ["a.md"]],
  ["[a.md", ["[a.md"], ["a.md"]],
  ["(group)/a b+.md", ["(group)/a b+.md"], ["group/a b.md"]],
  ["{a}.md", ["{a}.md"], ["a.md"]],
])("`compileGlob` reads %s", (glob, fitting, others) => {
  expect(fitting.filter((path) => !fits(glob, path))).toEqual([]);
  expect(others.filter((path) => fits(glob, path))).toEqual([]);
});

test.each([["!a.md"], ["+(a|b).md"], ["@(a).md"], ["a".repeat(1001)], ["{a,b}".repeat(7)]])(
  "`compileGlob` says why %s cannot be used",
  (glob) => {
    expect(compileGlob(glob)).toEqual({ problem: expect.any(String) });
  },
);

test("`compileGlob` comes to an end soon, however many stars there are", () => {
  const names = "a".repeat(255);
  expect(fits(`${"*a".repeat(400)}b`, names)).toBe(false);
  expect(fits(`${"**/a/".repeat(150)}b`, "a/".repeat(1000))).toBe(false);
  expect(fits(`**/${"*a".repeat(300)}*`, Array.from({ length: 16 }, () => names).join("/"))).toBe(false);
});

test("`compileGlob` finds each path by itself, and takes every text for a glob or says why not", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (glob, path) => {
      expect(
        fits(
          path.replace(/[^]/gu, (one) => (/[\w/]/.test(one) ? one : `\\${one}`)),
          path,
        ),
      ).toBe(true);
      const compiled = compileGlob(glob);
      if ("fits" in compiled) expect(typeof compiled.fits(path)).toBe("boolean");
    }),
  );
});
