import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";

/** What a page says in the word SECRET, and whether a person sees it. */
const cases: readonly (readonly [title: string, html: string, isSeen: boolean])[] = [
  ["plain text", "<p>SECRET</p>", true],
  ["text in nested spans", "<div><span><b>SECRET</b></span></div>", true],
  ["display: none", "<p style='display:none'>SECRET</p>", false],
  ["display: none around it", "<div style='display:none'><p>SECRET</p></div>", false],
  ["visibility: hidden", "<p style='visibility:hidden'>SECRET</p>", false],
  ["visible again within visibility: hidden", "<div style='visibility:hidden'>x<p style='visibility:visible'>SECRET</p></div>", true],
  ["content-visibility: hidden around it", "<div style='content-visibility:hidden'><p>SECRET</p></div>", false],
  ["the hidden attribute", "<p hidden>SECRET</p>", false],
  ["opacity 0", "<p style='opacity:0'>SECRET</p>", false],
  ["opacity 0 around it", "<div style='opacity:0'><div><p>SECRET</p></div></div>", false],
  ["opacities that multiply to nothing", "<div style='opacity:.1'><p style='opacity:.1'>SECRET</p></div>", false],
  ["opacity of one half", "<p style='opacity:.5'>SECRET</p>", true],
  ["no size, with overflow hidden", "<div style='width:0;height:0;overflow:hidden'><p>SECRET</p></div>", false],
  ["no height, with overflow hidden", "<div style='height:0;overflow:hidden'>SECRET</div>", false],
  ["no height, with content that flows out", "<div style='height:0'>SECRET</div>", true],
  ["no size, with children that flow out", "<div style='width:0;height:0'><p style='width:90px'>SECRET</p></div>", true],
  ["one pixel for screen readers", "<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>SECRET</span>", false],
  ["clip: rect(0 0 0 0) alone", "<span style='position:absolute;clip:rect(0,0,0,0)'>SECRET</span>", false],
  ["font-size 0", "<p style='font-size:0'>SECRET</p>", false],
  ["font-size 0 around readable text", "<p style='font-size:0'><b style='font-size:16px'>SECRET</b></p>", true],
  ["left of the page", "<p style='position:absolute;left:-9999px'>SECRET</p>", false],
  ["above the page", "<p style='position:absolute;top:-9999px'>SECRET</p>", false],
  ["fixed beyond the right edge", "<p style='position:fixed;left:5000px'>SECRET</p>", false],
  ["below the fold", "<div style='height:3000px'></div><p>SECRET</p>", true],
  ["text-indent away", "<h1 style='text-indent:-9999px;overflow:hidden'>SECRET</h1>", false],
  ["cut by overflow hidden", "<div style='height:20px;overflow:hidden'><p style='margin-top:60px'>SECRET</p></div>", false],
  ["an absolute child that escapes the cut", "<div style='height:20px;overflow:hidden'><p style='position:absolute;top:90px;left:0'>SECRET</p></div>", true],
  ["below in a scrolled box", "<div style='height:40px;overflow:auto'><p style='margin-top:600px'>SECRET</p></div>", true],
  ["before the start of a scrolled box", "<div style='height:40px;overflow:auto;position:relative'><p style='position:absolute;left:-900px'>SECRET</p></div>", false],
  ["a scrolled box that is itself cut away", "<div style='height:0;overflow:hidden'><div style='height:40px;overflow:auto'><p>SECRET</p></div></div>", false],
  ["clip-path: inset(50%)", "<p style='clip-path:inset(50%)'>SECRET</p>", false],
  ["clip-path: inset(0)", "<p style='clip-path:inset(0)'>SECRET</p>", true],
  ["clip-path: circle(0)", "<p style='clip-path:circle(0)'>SECRET</p>", false],
  ["clip-path: polygon of one point", "<p style='clip-path:polygon(0 0,0 0,0 0)'>SECRET</p>", false],
  ["scale(0)", "<p style='transform:scale(0)'>SECRET</p>", false],
  ["moved away by a transform", "<p style='transform:translateX(-4000px)'>SECRET</p>", false],
  ["inert", "<div inert><p>SECRET</p></div>", false],
  ["closed details", "<details><summary>More</summary><p>SECRET</p></details>", false],
  ["text right in closed details", "<details><summary>More</summary>SECRET</details>", false],
  ["the summary of closed details", "<details><summary>SECRET</summary><p>x</p></details>", true],
  ["open details", "<details open><summary>More</summary><p>SECRET</p></details>", true],
  ["a closed dialog", "<dialog><p>SECRET</p></dialog>", false],
  ["an open dialog", "<dialog open><p>SECRET</p></dialog>", true],
  ["covered by an opaque box", "<p>SECRET</p><div style='position:fixed;inset:0;background:#123'></div>", false],
  ["under a veil that lets it through", "<p>SECRET</p><div style='position:fixed;inset:0;background:rgba(0,0,0,.4)'></div>", true],
  ["under an empty layer", "<p>SECRET</p><div style='position:fixed;inset:0'></div>", true],
  ["covered by half", "<p style='width:200px'>SECRET</p><div style='position:fixed;left:0;top:0;width:60px;height:90px;background:#123'></div>", true],
  ["white on white", "<p style='color:#fff'>SECRET</p>", false],
  ["nearly white on white", "<p style='color:#fbfbfb'>SECRET</p>", false],
  ["light grey on white", "<p style='color:#ccc'>SECRET</p>", true],
  ["the colour of a background further out", "<div style='background:#204060'><div><p style='color:#204060'>SECRET</p></div></div>", false],
  ["transparent text", "<p style='color:transparent'>SECRET</p>", false],
  ["text with a transparent fill", "<p style='-webkit-text-fill-color:transparent'>SECRET</p>", false],
  ["transparent text with a shadow", "<p style='color:transparent;text-shadow:0 0 2px #000'>SECRET</p>", true],
  ["white on an image", "<div style='background-image:linear-gradient(#000,#000)'><p style='color:#fff'>SECRET</p></div>", true],
  ["white over a dark box that is no ancestor", "<div style='position:absolute;inset:0;background:#000'></div><p style='position:absolute;top:9px;color:#fff'>SECRET</p>", true],
  ["white on white below the fold", "<div style='height:3000px'></div><p style='color:#fff'>SECRET</p>", false],
  ["white on white in oklch", "<p style='color:oklch(1 0 0)'>SECRET</p>", false],
  ["aria-hidden, which people see", "<p aria-hidden='true'>SECRET</p>", true],
  ["display: contents", "<div style='display:contents'>SECRET</div>", true],
  ["a comment", "<p>x<!-- SECRET --></p>", false],
  ["a template", "<template><p>SECRET</p></template>", false],
  ["a script", "<script>'SECRET'</script>", false],
  ["noscript", "<noscript>SECRET</noscript>", false],
  ["a hidden field", "<input type='hidden' value='SECRET'>", false],
  ["hidden text within a button", "<button>Save<span style='display:none'>SECRET</span></button>", false],
  ["hidden text within a label", "<label>Name<span style='opacity:0'>SECRET</span><input></label>", false],
  ["a password's value", "<input type='password' value='SECRET'>", false],
  ["an open shadow root", "<div><template shadowrootmode='open'><p>SECRET</p></template></div>", true],
  ["what a shadow root gives no slot", "<div><template shadowrootmode='open'><p>x</p></template>SECRET</div>", false],
  ["what a shadow root gives a slot", "<div><template shadowrootmode='open'><slot></slot></template><p>SECRET</p></div>", true],
  ["a slot that is hidden", "<div><template shadowrootmode='open'><div hidden><slot></slot></div></template><p>SECRET</p></div>", false],
  ["an iframe", "<iframe srcdoc='<p>SECRET</p>'></iframe>", true],
  ["a hidden iframe", "<iframe style='display:none' srcdoc='<p>SECRET</p>'></iframe>", false],
  ["an iframe without size", "<iframe width=0 height=0 style='border:0' srcdoc='<p>SECRET</p>'></iframe>", false],
]; // prettier-ignore

describe("observe", () => {
  test.each([true, false])("lists what people see, and nothing else: seen %s", async (wanted) => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const wrong: string[] = [];
    for (const [title, html, isSeen] of cases.filter((entry) => entry[2] === wanted)) {
      await run.page.setContent(`<!doctype html><title>case</title>${html}`);
      const { elements } = await observer.observe();
      const isListed = JSON.stringify(elements).includes("SECRET");
      if (isListed !== isSeen) wrong.push(`${title}: ${JSON.stringify(elements)}`);
    }
    expect(wrong).toEqual([]);
  });
});
