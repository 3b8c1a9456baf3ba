/// <reference lib="dom" />
import type { Dom } from "../../visible/page/dom.ts";
import type { Texts } from "../../visible/page/texts.ts";
import type { Candidate } from "./walk.ts";

/** A name, and where it was found. */
export interface FoundName {
  readonly name: string;
  readonly source: string;
}

/** Computes what people and assistive technology call an element, from what it and its author say. */
export function createNames(dom: Dom, texts: Texts) {
  const none: FoundName = { name: "", source: "none" };
  const tidy = (text: string | null | undefined): string =>
    (text ?? "").slice(0, 2000).replace(/\s+/g, " ").trim().slice(0, 200);

  const ofIds = (element: Element, ids: string): string => {
    const parts: string[] = [];
    for (const id of ids.trim().split(/\s+/).slice(0, 20)) {
      const other = dom.byId(element, id);
      if (!other) continue;
      parts.push(
        texts.isSeen(other)
          ? texts.of(other, 200)
          : tidy(dom.attribute(other, "aria-label") ?? dom.fullText(other)),
      );
    }
    return tidy(parts.join(" "));
  };

  /** Of the labels of a form's control, without the control's own text. */
  const ofLabels = (element: Element): string => {
    const labels = (element as HTMLInputElement).labels;
    if (!(labels instanceof NodeList)) return "";
    const parts: string[] = [];
    for (const label of [...labels].slice(0, 5)) parts.push(texts.of(label, 200));
    return tidy(parts.join(" "));
  };

  const childOf = (element: Element, tag: string): Element | undefined =>
    dom.children(element).find((child): child is Element => dom.isElement(child) && dom.tag(child) === tag);

  const ofNature = (element: Element, tag: string): FoundName => {
    const found = (text: string, source: string): FoundName => (text === "" ? none : { name: text, source });
    switch (tag) {
      case "input": {
        const type = (dom.attribute(element, "type") ?? "").toLowerCase();
        if (type === "submit" || type === "reset" || type === "button") {
          const usual = type === "submit" ? "Submit" : type === "reset" ? "Reset" : "";
          return found(tidy(dom.attribute(element, "value") ?? usual), "value");
        }
        if (type === "image") return found(tidy(dom.attribute(element, "alt")), "alt");
        return none;
      }
      case "img":
      case "area":
        return found(tidy(dom.attribute(element, "alt")), "alt");
      case "fieldset": {
        const legend = childOf(element, "legend");
        return legend ? found(texts.of(legend, 200), "label") : none;
      }
      case "table": {
        const caption = childOf(element, "caption");
        return caption ? found(texts.of(caption, 200), "label") : none;
      }
      case "svg": {
        const title = childOf(element, "title");
        return title ? found(tidy(dom.fullText(title)), "title") : none;
      }
      default:
        return none;
    }
  };

  /** Names of pictures within a control that holds no text. */
  const ofPictures = (element: Element): FoundName => {
    for (const inner of dom.all(element, "[aria-label], img[alt], svg > title, [title]").slice(0, 20)) {
      const label = tidy(dom.attribute(inner, "aria-label"));
      if (label !== "") return { name: label, source: "aria" };
      const tag = dom.tag(inner);
      const alt = tag === "img" ? tidy(dom.attribute(inner, "alt")) : "";
      if (alt !== "") return { name: alt, source: "alt" };
      const title = tag === "title" ? tidy(dom.fullText(inner)) : tidy(dom.attribute(inner, "title"));
      if (title !== "") return { name: title, source: "title" };
    }
    return none;
  };

  const namedByContent = new Set(
    (
      "button link checkbox radio switch option tab menuitem menuitemcheckbox menuitemradio treeitem heading cell " +
      "gridcell columnheader rowheader row listitem text generic tooltip caption term definition status alert"
    ).split(" "),
  );

  return {
    tidy,
    of({ element, role, isInteractive }: Candidate): FoundName {
      const tag = dom.tag(element);
      const referenced = dom.attribute(element, "aria-labelledby");
      if (referenced) {
        const name = ofIds(element, referenced);
        if (name !== "") return { name, source: "aria" };
      }
      const label = tidy(dom.attribute(element, "aria-label"));
      if (label !== "") return { name: label, source: "aria" };
      const isField = tag === "input" || tag === "select" || tag === "textarea";
      if (isField || tag === "meter" || tag === "progress" || tag === "output" || tag === "button") {
        const name = ofLabels(element);
        if (name !== "") return { name, source: "label" };
      }
      const natural = ofNature(element, tag);
      if (natural.name !== "") return natural;
      if (!isField && namedByContent.has(role) && (role !== "generic" || isInteractive)) {
        const name = texts.of(element, 200);
        // Arrows and crosses say less than a title does.
        const title = /[\p{L}\p{N}]/u.test(name) ? "" : tidy(dom.attribute(element, "title"));
        if (title !== "") return { name: title, source: "title" };
        if (name !== "") return { name, source: "text" };
        if (isInteractive) {
          const pictured = ofPictures(element);
          if (pictured.name !== "") return pictured;
        }
      }
      const title = tidy(dom.attribute(element, "title"));
      if (title !== "") return { name: title, source: "title" };
      const placeholder = tidy(
        dom.attribute(element, "placeholder") ?? dom.attribute(element, "aria-placeholder"),
      );
      if (placeholder !== "") return { name: placeholder, source: "placeholder" };
      return none;
    },
  };
}

export type Names = ReturnType<typeof createNames>;
