import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { findVisibleText } from "../expect/find-visible-text.ts";
import { createObserver } from "./create-observer.ts";
import { formatObservation } from "./format-observation.ts";

/** Breaks what a collector in the page's own world would lean on, before anything else runs there. */
const sabotage = `<script>
  const evil = () => { throw new Error("evil") };
  for (const name of ["map", "push", "filter", "slice", "find", Symbol.iterator]) Array.prototype[name] = evil;
  JSON.stringify = evil; JSON.parse = evil;
  Element.prototype.getBoundingClientRect = evil; Element.prototype.getAttribute = evil;
  window.getComputedStyle = evil; performance.now = evil;
  Document.prototype.elementFromPoint = evil; Document.prototype.createElement = evil;
  for (const [prototype, name] of [[Node.prototype, "textContent"], [Node.prototype, "firstChild"],
    [Node.prototype, "nextSibling"], [Element.prototype, "localName"], [CharacterData.prototype, "data"]]) {
    Object.defineProperty(prototype, name, { get() { for (;;); } });
  }
  WeakRef.prototype.deref = evil; Map.prototype.set = evil; Set.prototype.add = evil;
  Object.prototype.toJSON = evil; EventTarget.prototype.dispatchEvent = evil;
</script>`;

const clobbered = `<form><input name=parentNode><input name=getAttribute><input name=firstChild><input name=labels>
  <input name=getRootNode><input name=localName><input name=scrollLeft><button>Send</button></form>
  <img name=documentElement><img name=title><img name=createRange><form name=elementFromPoint></form>
  <img name=body><embed name=scrollingElement>`;

// Many pages, and a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 });

describe("observe", () => {
  test("sees a page whose scripts broke everything that they can reach", async () => {
    const { origin } = await servePages({
      "/": `<!doctype html>${sabotage}<h1>Still here</h1><button onclick="1">Press</button>${clobbered}`,
    });
    const run = await openTestRun();
    const observer = createObserver(run);
    await observer.observe();
    await run.page.goto(origin);
    const { elements } = await observer.observe();
    const seen = elements.map(({ role, name }) => `${role} ${name}`);
    expect(seen).toContain("heading Still here");
    expect(seen).toContain("button Press");
    expect(seen).toContain("button Send");
  });

  test("ends in time on a page that never answers, and says so", async () => {
    const { origin } = await servePages({ "/": "<button>Stop</button>" });
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.goto(origin);
    run.page
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
    await expect(observer.observe({ timeoutMs: 1 })).rejects.toMatchObject({ name: "BrowserError" });
  });

  test("cuts a page that is nested deeper than it walks, and does not end its process", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    // Of 5,000 levels the browser's own layout dies, without anything of ours.
    await run.page.setContent(`<button>Go</button>${"<div>".repeat(400)}END`);
    await run.page.evaluate(
      'for (let at = document.querySelector("div"), depth = 0; depth < 1100; depth += 1) { at.append(at = document.createElement("div")); at.append("DEEP " + depth); }',
    );
    const { isTruncated, elements } = await observer.observe();
    expect(isTruncated).toBe(true);
    expect(elements.map(({ name }) => name)).toContain("Go");
    expect(await findVisibleText(run.page, "DEEP 1099")).toMatchObject({ isFound: true });
  });

  test("ends in time on frames within frames", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent("<button>Go</button>");
    await run.page.evaluate(
      'for (let at = document, depth = 0; depth < 50; depth += 1) { const frame = at.body.appendChild(at.createElement("iframe")); at = frame.contentDocument; at.body.innerHTML = "<button>Inner</button>"; }',
    );
    const { isTruncated, elements } = await observer.observe({ timeoutMs: 20_000 });
    expect(isTruncated).toBe(true);
    expect(elements.map(({ name }) => name)).toContain("Go");
  });

  test("keeps its promises on any page", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const tag = fc.constantFrom(
      ..."div span p ul li table tr td button a select option input form label details summary svg g text h2 iframe".split(
        " ",
      ),
    );
    const attribute = fc.constantFrom(
      "",
      "style='display:contents'",
      "style='position:fixed;clip-path:inset(20%)'",
      "style='overflow:auto;height:9px'",
      "role=row tabindex=0",
      "role='  bogus button'",
      "aria-labelledby='x x'",
      "id=x draggable=true",
      "contenteditable",
      "style='background:url(x.png);width:20px;height:20px'",
      "href=javascript:1",
      "aria-valuenow=NaN type=range",
    );
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc
          .tuple(tag, attribute, fc.array(tie("tree"), { maxLength: 4 }))
          .map(([name, extra, inner]) => `<${name} ${extra}>${inner.join("")}</${name}>`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 3 }), async (parts) => {
        await run.page.setContent(parts.join(""), { waitUntil: "commit" });
        const observation = await observer.observe({ maxElements: 40 });
        const refs = observation.elements.map(({ ref }) => ref);
        expect(new Set(refs).size).toBe(refs.length);
        expect(refs.length).toBeLessThanOrEqual(40);
        for (const [index, { parent }] of observation.elements.entries()) {
          if (parent !== undefined) expect(refs.slice(0, index)).toContain(parent);
        }
        expect(formatObservation(observation, { maxTokens: 200 }).length).toBeLessThanOrEqual(700);
      }),
      { numRuns: 25 },
    );
  });

  test("refuses options that it does not know or cannot mean", async () => {
    const run = await openTestRun();
    const { observe } = createObserver(run);
    for (const options of [{ maxElement: 5 }, { maxElements: 0 }, { timeoutMs: 1.5 }]) {
      await expect(observe(options)).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});
