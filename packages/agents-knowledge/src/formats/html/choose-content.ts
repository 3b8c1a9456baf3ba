import { Readability } from "@mozilla/readability";
import { cleanHtml, type CleanHtml } from "./clean-html.ts";
import { countLetters, type HtmlElement, createDom } from "./dom.ts";

/** The part of a page that is its document. */
export interface PageContent {
  readonly root: HtmlElement;
  readonly title: string | undefined;
  /** The page's heading, where what was found leaves it out because the title says the same. */
  readonly heading?: string | undefined;
}

/** Below this part of its page an article is taken for a mistake. */
const leastOfBody = 0.25;
/** The same for a page that marks its main part, which is more likely to be right. */
const leastOfMain = 0.6;
const leastLetters = 150;

/**
 * Finds a page's article: by Readability, where that leaves too little (pages of lists and code) by Defuddle, else
 * the whole main part. Of a long page that marks its main part that is taken at once.
 */
export async function chooseContent(clean: CleanHtml): Promise<PageContent> {
  const document = createDom(clean);
  removeForms(document.body);
  const main = findMain(document.body);
  const whole = countLetters(document.body);
  const least =
    main === undefined
      ? whole * leastOfBody
      : Math.max(whole * leastOfBody, countLetters(main) * leastOfMain);
  const headings = [...document.querySelectorAll("h1")].map(readLine);
  const heading = headings.find((text) => text !== "");
  const title = clean.title || heading;
  if (whole === 0 || !clean.isLight) return { root: main ?? document.body, title };
  const own = headings.find((text) => text !== "" && clean.title.startsWith(text));
  const findLeftOut = (root: HtmlElement): string | undefined =>
    own !== undefined && !readLine(root).includes(own) ? own : undefined;
  if (main !== undefined && clean.isLong) return { root: main, title, heading: findLeftOut(main) };

  const isEnough = (letters: number): boolean =>
    letters >= least && letters >= Math.min(leastLetters, whole * 0.8);
  // It takes the document apart, so what comes after it starts anew.
  const article = readArticle(document);
  if (article !== undefined && isEnough(countLetters(article.root))) {
    return { ...article, title: article.title ?? title, heading: findLeftOut(article.root) };
  }
  const fresh = createDom(clean);
  removeForms(fresh.body);
  if (main === undefined) {
    const found = await readWithDefuddle(clean);
    if (found !== undefined && isEnough(countLetters(found))) return { root: found, title };
  }
  return { root: findMain(fresh.body) ?? fresh.body, title };
}

function readArticle(document: HtmlElement): PageContent | undefined {
  try {
    const article = new Readability<HtmlElement>(document as never, {
      serializer: (node: unknown) => node as HtmlElement,
      charThreshold: 200,
      keepClasses: true,
      disableJSONLD: true,
    }).parse();
    if (!article?.content) return undefined;
    return { root: article.content, title: article.title?.trim() || undefined };
  } catch {
    // It was written for browsers' documents; whatever it trips over, the page itself is still there.
    return undefined;
  }
}

type DefuddleConstructor = new (document: never, options: object) => { parse(): { content: string } };

const numberedLink = "https://page.invalid/";

async function readWithDefuddle(clean: CleanHtml): Promise<HtmlElement | undefined> {
  try {
    // Its types tell of a default export in a default export, which Node does not see.
    const { default: library } = await import("defuddle");
    const Defuddle = library as unknown as DefuddleConstructor;
    const document = createDom(clean);
    Object.assign(document, { styleSheets: [] });
    // It makes links absolute from an address of its own, so it is given numbers instead.
    const links = [...document.querySelectorAll("a[href]")].map((link, number) => {
      const href = link.getAttribute("href") ?? "";
      link.setAttribute("href", `${numberedLink}${number}`);
      return href;
    });
    const { content } = new Defuddle(document as never, {
      // Nothing is fetched, and nothing is written that the page does not say.
      useAsync: false,
      standardize: false,
      removeImages: true,
      // Sites of their own rules are told by their addresses; those rules write what the page does not say.
      url: numberedLink,
    }).parse();
    const found = cleanHtml(content, "");
    if ("excess" in found) return undefined;
    const { body } = createDom(found);
    for (const link of body.querySelectorAll("a[href]")) {
      const number = link.getAttribute("href")?.slice(numberedLink.length);
      link.setAttribute("href", links[Number(number)] ?? "");
    }
    return body;
  } catch {
    return undefined;
  }
}

function readLine(node: HtmlElement): string {
  return node.textContent.replace(/\s+/g, " ").trim();
}

/** The part that the page itself marks as its main one, unless most of the text lies outside. */
function findMain(body: HtmlElement): HtmlElement | undefined {
  const found = [...body.querySelectorAll("main, [role=main]")];
  const candidates = found.length > 0 ? found : [...body.querySelectorAll("article")];
  const main = candidates.length === 1 ? candidates[0] : undefined;
  return main !== undefined && countLetters(main) >= countLetters(body) * leastOfBody ? main : undefined;
}

/** Forms go, unless the whole page lies in one. */
function removeForms(body: HtmlElement): void {
  const whole = countLetters(body);
  for (const form of body.querySelectorAll("form")) {
    if (countLetters(form) < whole / 3) form.remove();
  }
}
