import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlToMarkdown } from "./html-to-markdown.ts";

const address = "https://h.example/guide/page.html";

async function convert(html: string, from = address): Promise<string> {
  const document = await htmlToMarkdown(html, { address: from });
  return "text" in document ? document.text : `${document.reason}: ${document.message}`;
}

const sentence =
  "A queue keeps jobs, in order, until a worker takes them, one after the other, for as long as it runs.";

test("`htmlToMarkdown` takes the marked main part of a long page as it is, with the page's heading", async () => {
  const page = (count: number): string =>
    `<title>Queues | Site</title><header><h1>Queues</h1></header><div>Read this, too.</div>
<main>${`<p>${sentence}</p>`.repeat(count)}<div class="sidebar"><p>Mind the limits.</p></div></main>`;
  const long = await convert(page(4_000));
  expect(long).toMatch(/^# Queues\n\nA queue keeps jobs/);
  expect(long).toMatch(/Mind the limits\.$/);
  expect(long).not.toContain("Read this");
  // The article of a shorter one is looked for.
  expect(await convert(page(20))).not.toMatch(/Mind the limits/);
});

describe("`htmlToMarkdown` writes", () => {
  test("headings, paragraphs, emphasis, quotes and lists", async () => {
    const html = `<main><h2 id="use"><a href="#use">Use   it</a></h2><p>One <b>bold</b> and <em>fine</em> word.</p><blockquote><p>Said so.</p></blockquote>
<ul><li>one</li><li><p>two</p><ol start="3"><li>three<li>four</ol></li></ul></main>`;
    expect(await convert(html)).toBe(
      "## Use it\n\nOne **bold** and *fine* word.\n\n> Said so.\n\n- one\n- two\n\n  3. three\n  4. four",
    );
  });

  test("code with its language, as it is, in a fence that it does not end", async () => {
    const html = `<main><p>Call <code>take()</code> or <code>a\`b</code>:</p>
<pre><code class="hljs language-ts">const a = 1;\n  if (a &lt; 2) {}\n\`\`\`</code></pre>
<div class="highlight-python notranslate"><div class="highlight"><pre><span>x</span> = <span>1</span>\n</pre></div></div>
<pre>one<br>two</pre></main>`;
    expect(await convert(html)).toBe(
      "Call `take()` or ``a`b``:\n\n````ts\nconst a = 1;\n  if (a < 2) {}\n```\n````\n\n```python\nx = 1\n```\n\n```\none\ntwo\n```",
    );
  });

  test("tables of data as tables, and tables that arrange a page as what is in them", async () => {
    const data = `<main><table><caption>Sizes</caption><thead><tr><th>Name<th>Size</thead>
<tr><td>a|b<td><code>1</code><br>2<tr><td colspan=2>both</table></main>`;
    expect(await convert(data)).toBe(
      "Sizes\n\n| Name | Size |\n| --- | --- |\n| a\\|b | `1` 2 |\n| both |  |",
    );
    const layout = "<main><table><tr><td><h2>Left</h2><td><pre>code</pre></table></main>";
    expect(await convert(layout)).toBe("## Left\n\n```\ncode\n```");
  });

  test("links with whole addresses, and without those that run or hold something", async () => {
    const html = `<main><p><a href="../a(1)?b=1&amp;c=2#d">one</a> <a href="#part">two</a> <a href="javascript:alert(1)">three</a>
<a href=" java\nscript:alert(1)">four</a> <a href="data:text/html,x">five</a> <a href="mailto:a@h.example">six</a></p></main>`;
    expect(await convert(html)).toBe(
      "[one](https://h.example/a%281%29?b=1&c=2#d) [two](https://h.example/guide/page.html#part) three four five [six](mailto:a@h.example)",
    );
    expect(await convert('<base href="/b/"><p><a href="c">x</a>')).toBe("[x](https://h.example/b/c)");
    const onDisk =
      '<p><a href="../c d.html">x</a> <a href="JavaScript:1">y</a> <a href="https://o.example">z</a>';
    expect(await convert(onDisk, "guide/a.html")).toBe("[x](../c%20d.html) y [z](https://o.example/)");
  });

  test("images as their alternative text", async () => {
    expect(await convert('<p>See <img src="a.png" alt="the  plan">now <img src="b.png">')).toBe(
      "See the plan now",
    );
  });

  test("text within elements of old as code, not as markup", async () => {
    expect(await convert("<p>x<xmp><b>bold</b></xmp>")).toBe("x\n\n```\n<b>bold</b>\n```");
  });

  test("the characters of the text as they are", async () => {
    expect(await convert("<p>1. a_b*c* [x] # &lt;tag&gt; &amp;amp; \\ ~ `tick`</p>")).toBe(
      "1. a_b*c* [x] # <tag> &amp; \\ ~ `tick`",
    );
  });
});

describe("`htmlToMarkdown` leaves out", () => {
  test("scripts, styles, comments, controls, navigation and what is hidden", async () => {
    const junk = [
      "<script>JUNK</script>",
      "<style>JUNK</style>",
      "<!-- JUNK -->",
      "<noscript>JUNK</noscript>",
      "<template>JUNK</template>",
      "<svg><text>JUNK</text></svg>",
      "<iframe>JUNK</iframe>",
      "<nav><p>JUNK</p></nav>",
      "<div role=navigation>JUNK</div>",
      "<footer>JUNK</footer>",
      "<form><p>JUNK</p><input value=JUNK></form>",
      "<button>JUNK</button><select><option>JUNK</select><textarea>JUNK</textarea>",
      "<p hidden>JUNK</p>",
      "<p hidden=''>JUNK <b>JUNK</b></p>",
      "<p aria-hidden=true>JUNK</p>",
      '<p style="color:red; DISPLAY : none !important">JUNK</p>',
      '<p style="display:/**/none">JUNK</p>',
      '<div style="visibility:hidden"><p>JUNK</p></div>',
      '<div id="cookie-banner"><p>JUNK</p></div>',
      '<div class="site-consent notice"><p>JUNK</p></div>',
    ];
    for (const part of junk) {
      expect(await convert(`<body><p>${sentence}</p>${part}<p>${sentence}</p>`), part).toBe(
        `${sentence}\n\n${sentence}`,
      );
    }
  });

  test("what surrounds an article, and keeps the article", async () => {
    const html = `<!doctype html><html><head><title>On queues - The site</title></head><body>
<header><div class="logo">The site</div><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav></header>
<div class="sidebar ad-banner"><p>Buy now, cheap, cheap!</p></div>
<div class="post"><h1>On queues</h1><p>${sentence}</p><p>${sentence} And more.</p><p>${sentence} Done.</p></div>
<div class="related"><a href="/1">Other things</a><a href="/2">Yet others</a></div>
<footer>All rights reserved</footer></body></html>`;
    const document = await htmlToMarkdown(html, { address });
    expect(document).toMatchObject({ format: "html", title: "On queues - The site" });
    const text = "text" in document ? document.text : "";
    expect(text).toContain(`${sentence} And more.\n\n${sentence} Done.`);
    expect(text).not.toMatch(/Home|Shop|Buy now|Other things|rights reserved/);
  });

  test("nothing of a documentation page of lists and code", async () => {
    const options = Array.from(
      { length: 30 },
      (_, index) => `<li><a href="#o${index}"><code>--option-${index}</code></a> sets ${index}</li>`,
    );
    const html = `<title>Options</title><nav>Menu</nav><main><h1>Options</h1><ul>${options.join("")}</ul>
<h2>Example<a class="headerlink" href="#example">¶</a></h2><pre><code>tool --option-1</code></pre><dl><dt>exit 0</dt><dd>all is well</dd></dl></main>`;
    const text = await convert(html);
    for (const index of options.keys())
      expect(text).toContain(`\`--option-${index}\`](${address}#o${index}) sets ${index}`);
    expect(text).toMatch(/^# Options/);
    expect(text).toContain("## Example\n\n```\ntool --option-1\n```\n\nexit 0\n\nall is well");
    expect(text).not.toMatch(/Menu|¶/);
  });

  test("no half of what a page marks as its main part", async () => {
    const links = Array.from(
      { length: 40 },
      (_, index) => `<li><a href="/topic/${index}">Topic number ${index}</a></li>`,
    );
    const html = `<title>Topics</title><main><div><p>${sentence}</p><p>${sentence} More.</p><p>${sentence} Most.</p></div>
<div class="list"><ul>${links.join("")}</ul></div></main>`;
    const text = await convert(html);
    expect(text).toContain(`${sentence} Most.`);
    expect(text).toContain("[Topic number 39](https://h.example/topic/39)");
  });

  test("what surrounds a list of links that no article is found in", async () => {
    const links = Array.from(
      { length: 99 },
      (_, index) => `<li><a href="/topic/${index}">Topic ${index}</a></li>`,
    );
    const html = `<title>Topics</title><div class="intro"><p>${sentence}</p><p>${sentence} More.</p></div>
<div class="wrap"><div class="content"><h1>Topics</h1><ul>${links.join("")}</ul></div></div>
<div class="social-share">Share this</div>`;
    const text = await convert(html);
    expect(text).toContain("[Topic 39](https://h.example/topic/39)");
    expect(text).not.toMatch(/Share|page.invalid/);
  });

  test("the numbers beside lines of code", async () => {
    const html = `<main><p>${sentence}</p><table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td>
<td class="code"><pre>a\nb</pre></td></tr></table></main>`;
    expect(await convert(html)).toBe(`${sentence}\n\n\`\`\`\na\nb\n\`\`\``);
  });
});

describe("`htmlToMarkdown` bounds", () => {
  test("depth, elements and work; what is beyond is refused", async () => {
    expect(await convert("<div>".repeat(100_000))).toMatch(/^too_large: .*256 deep/);
    expect(await convert("<p>x".repeat(100_001))).toMatch(/^too_large: .*100000 elements/);
    expect(await convert("<b>".repeat(200) + "<p>x</p>".repeat(10_000))).toMatch(/^too_large/);
    expect(await convert("<i>".repeat(250) + "x".repeat(2_000_000))).toMatch(/^too_large/);
    expect(await convert("x".repeat(33_554_433))).toMatch(/^too_large/);
  });

  test("attributes, texts and entities without end, which it reads", async () => {
    const attributes = Array.from({ length: 200_000 }, (_, index) => `a${index}=1`).join(" ");
    expect(await convert(`<p ${attributes}>text</p>`)).toBe("text");
    expect(await convert(`<p title="${"x".repeat(5_000_000)}">text</p>`)).toBe("text");
    expect(await convert(`<p>text${"&amp;".repeat(200_000)}`)).toHaveLength(200_004);
    expect(await convert(`<pre>${"<b>    </b>".repeat(20_000)}x</pre>`)).toMatch(/^```\n {1,256}x\n```$/);
    expect(await convert(`<p>${"<b>&nbsp;</b>".repeat(20_000)}x`)).toBe("x");
    expect(await convert(`<p>x<code> ${"a".repeat(500_000)}b`)).toHaveLength(500_005);
  });

  test("pages without text", async () => {
    expect(await convert("")).toMatch(/^empty/);
    expect(await convert("<!doctype html><title>T</title><p> <script>x</script>")).toMatch(/^empty/);
  });
});

const tags = fc.constantFrom(
  ..."p div b i a ul ol li table tr td th pre code h1 h3 blockquote br hr img main article section form svg span dl dt dd html body head title base footer".split(
    " ",
  ),
);
const junkTags = fc.constantFrom(
  "script",
  "style",
  "nav",
  "template",
  "noscript",
  "select",
  "textarea",
  "iframe",
);
const soup: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "word",
      " ",
      "&lt;",
      "&nbsp;",
      "a|b",
      "`",
      "<",
      ">",
      "</p>",
      "</div>",
      "<!--x-->",
      "\n\n",
      "* ",
      "<td",
      "]]>",
    ),
    fc
      .tuple(tags, fc.array(tie("node"), { maxLength: 5 }))
      .map(([tag, inner]) => `<${tag}>${inner.join("")}</${tag}>`),
    fc
      .tuple(tags, fc.array(tie("node"), { maxLength: 5 }))
      .map(([tag, inner]) => `<${tag} href="x" alt='y'>${inner.join("")}`),
  ),
})).node;

test("`htmlToMarkdown` answers for any soup of tags, with words of the page alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(soup, { maxLength: 8 }), async (parts) => {
      const html = parts.join("");
      const document = await htmlToMarkdown(html, { address: "" });
      if ("reason" in document) return;
      // Whatever letters come out were in the page: its words, its alternative texts and its links.
      expect(document.text.replace(/word|[xyab]/g, "")).not.toMatch(/[a-z]/i);
    }),
    { numRuns: 300 },
  );
});

test("`htmlToMarkdown` never lets hidden text through, whatever is around it", async () => {
  const hidden = fc.oneof(
    fc
      .constantFrom(
        " hidden",
        ' style="display:none"',
        " aria-hidden='true'",
        ' style="x:y;visibility: hidden;"',
      )
      .map((attribute) => `<div${attribute}><p>SECRET<b>SECRET</b></p></div>`),
    junkTags.map((tag) => `<${tag}>SECRET</${tag}>`),
  );
  const closed = fc
    .tuple(
      tags.filter((tag) => !/^(?:title|br|hr|img|base)$/.test(tag)),
      fc.lorem(),
    )
    .map(([tag, words]) => `<${tag}>${words}</${tag}>`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(hidden, closed), { maxLength: 12 }), async (parts) => {
      expect(await convert(parts.join("\n"))).not.toContain("SECRET");
    }),
    { numRuns: 200 },
  );
});
