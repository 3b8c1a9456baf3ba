import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSource } from "./parse-source.ts";
import { splitPassages } from "./split-passages.ts";

/** Headings with the words of their units, markers blanked. */
function outline(text: string): [string, ...string[]][] {
  const parsed = parseSource(text);
  return [...splitPassages(text, parsed)].map(({ headings, units }) => [
    headings.join(" › "),
    ...units.map(
      ({ kind, start, end }) => `${kind}: ${parsed.masked.slice(start, end).replace(/\s+/g, " ").trim()}`,
    ),
  ]);
}

test("`parseSource` reads comments as prose and puts them under the function that they explain", () => {
  const text = [
    "// Licence of the file.",
    'import { x } from "y";',
    "",
    "/**",
    " * Opens the valve. It takes",
    " * nine seconds.",
    " *",
    " * @param valve - which one",
    " * @example",
    " * openValve(1);",
    " */",
    "export async function openValve(valve: number) {",
    "  return x(valve); // at once",
    "}",
    "",
    "/* Shut. */",
    "const close = (valve) => x(-valve);",
  ].join("\n");
  expect(outline(text)).toEqual([
    ["", "prose: Licence of the file.", 'code: import { x } from "y";'],
    [
      "openValve",
      "prose: Opens the valve.",
      "prose: It takes nine seconds.",
      "prose: @param valve - which one",
      "code: openValve(1);",
      "code: export async function openValve(valve: number) { return x(valve); // at once }",
    ],
    ["close", "prose: Shut.", "code: const close = (valve) => x(-valve);"],
  ]);
});

test("`parseSource` knows doc strings and `#` from what only looks like them", () => {
  const python =
    '# Tools.\n#include is no C here\nclass Pump:\n    """Moves water.\n\n    Slowly.\n    """\n    x = """\n# no comment\n"""\n';
  expect(outline(python)).toEqual([
    ["", "prose: Tools.", "code: #include is no C here"],
    ["Pump", "code: class Pump:", "prose: Moves water.", "prose: Slowly.", 'code: x = """ # no comment """'],
  ]);
  expect(outline("#include <a.h>\n#define B 1\nint c;")).toEqual([
    ["", "code: #include <a.h> #define B 1 int c;"],
  ]);
  expect(outline("-- All rows.\nselect 1;\nlet i = 3;\n--i;")).toEqual([
    ["", "prose: All rows.", "code: select 1; let i = 3; --i;"],
  ]);
});

test("`parseSource` finds functions of Go, Rust and Kotlin", () => {
  const headings = (text: string): string[] => parseSource(text).sections.map(({ heading }) => heading);
  expect(headings("func (s *Server) Run() error {\n}\nfunc Stop() {}")).toEqual(["", "Run", "Stop"]);
  expect(headings("pub(crate) unsafe fn seize() {}\nimpl Drop for X {}")).toEqual(["", "seize", "Drop"]);
  expect(headings("internal data class Point(val x: Int)")).toEqual(["", "Point"]);
});

test("`parseSource` moves no character and loses none, whatever the text", () => {
  const pieces = [
    "/*",
    "*/",
    "/**",
    " * ",
    "//",
    "# ",
    '"""',
    "'''",
    "\n",
    "\r\n",
    "class A",
    "x",
    " ",
    "@example",
    "é",
    "function f",
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 }))), (parts) => {
      const text = parts.join("");
      const { masked, sections } = parseSource(text);
      expect(masked).toHaveLength(text.length);
      for (let at = 0; at < text.length; at += 1) {
        if (masked[at] !== text[at]) expect([masked[at], text[at] === "\n"]).toEqual([" ", false]);
      }
      let last = 0;
      for (const { blocks } of sections) {
        for (const { start, end } of blocks) {
          expect([start >= last, end > start, end <= text.length]).toEqual([true, true, true]);
          last = end;
        }
      }
    }),
  );
});

test.each([
  "/".repeat(300_000),
  "/* ".repeat(100_000),
  `${" ".repeat(300_000)}x`,
  "\n * ".repeat(80_000),
  '"""\n'.repeat(50_000),
  `export ${"async ".repeat(50_000)}`,
])("`parseSource` comes through hostile text (%#)", (text) => {
  expect(parseSource(text).masked).toHaveLength(text.length);
});
