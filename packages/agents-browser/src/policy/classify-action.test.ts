import { describe, expect, test } from "vitest";
import type { ApprovalRequest } from "./approval.ts";
import { type ActionFacts, classifyAction, findCrossing } from "./classify-action.ts";
import { createApprover, requireApproval } from "./create-approver.ts";

const facts: ActionFacts = {
  action: "click",
  name: "",
  text: "",
  formWords: "",
  isSubmit: false,
  hasForm: false,
  isMultiline: false,
  isPressable: false,
  isDownload: false,
  isFileField: false,
  pageUrl: "https://shop.example.org/cart",
  href: "",
  formAction: "",
};
const form = { hasForm: true, isSubmit: true, formAction: "https://shop.example.org/go" };

describe("classifyAction", () => {
  test.each<[Partial<ActionFacts>, readonly string[]]>([
    [{ name: "Show more" }, []],
    [{ name: "Save", ...form }, ["submit"]],
    [{ name: "Pay now", ...form }, ["pay"]],
    [{ name: "Jetzt kaufen" }, ["pay"]],
    [{ name: "Zapłać" }, ["pay"]],
    [{ name: "Order by date" }, []],
    [{ name: "Payload" }, []],
    [{ name: "Confirm", formWords: "Confirm your purchase Confirm", ...form }, ["pay"]],
    [{ name: "Delete account" }, ["delete"]],
    [{ name: "OK", formWords: "Remove this file? OK" }, ["delete"]],
    [{ name: "Cancel" }, []],
    [{ name: "Cancel my subscription" }, ["delete"]],
    [{ name: "Удалить" }, ["delete"]],
    [{ name: "Partner", href: "https://other.example/" }, ["cross_origin"]],
    [{ name: "Help", href: "https://shop.example.org/help" }, []],
    [{ name: "Write", href: "mailto:a@example.org" }, []],
    [{ name: "Pay", ...form, formAction: "https://bank.example/" }, ["pay", "cross_origin"]],
    [{ name: "Manual", href: "https://shop.example.org/m.pdf", isDownload: true }, ["download"]],
    [{ action: "download", name: "Manual" }, ["download"]],
    [{ action: "upload", isFileField: true }, ["upload"]],
    [{ action: "fill", name: "Pay to", hasForm: true }, []],
    [{ action: "hover", name: "Delete" }, []],
    [{ action: "press", keys: "Enter", name: "Search", hasForm: true }, ["submit"]],
    [{ action: "press", keys: "Enter", name: "Card", formWords: "Pay", hasForm: true }, ["pay"]],
    [{ action: "press", keys: "Enter", hasForm: true, isMultiline: true }, []],
    [{ action: "press", keys: "Tab", hasForm: true }, []],
    [{ action: "press", keys: "Space", name: "Buy", isPressable: true }, ["pay"]],
    [{ action: "type", keys: "\n", hasForm: true }, ["submit"]],
    [{ action: "type", keys: "", hasForm: true }, []],
  ])("%j is %j", (changes, kinds) => {
    expect(classifyAction({ ...facts, ...changes })).toEqual(kinds);
  });

  test("`findCrossing` compares origins as parsed addresses", () => {
    const leads = (href: string) => findCrossing({ ...facts, href });
    expect(leads("https://shop.example.org:443/x")).toBeUndefined();
    expect(leads("https://shop.example.org.evil.example/")).toBe("https://shop.example.org.evil.example/");
    expect(leads("http://shop.example.org/")).toBe("http://shop.example.org/");
  });
});

const request: ApprovalRequest = {
  kind: "pay",
  action: "click",
  element: 'button "Pay"',
  url: "https://shop.example.org/cart",
  source: "model",
};
const { signal } = new AbortController();

describe("createApprover", () => {
  test("lets programs and goals do what they say, and a model pay or delete only when it was asked to", async () => {
    const approve = createApprover();
    expect(await approve({ ...request, source: "program" }, signal)).toBe(true);
    expect(await approve({ ...request, source: "goal" }, signal)).toBe(true);
    expect(await approve(request, signal)).toBe(false);
    expect(await approve({ ...request, goal: "Find the cheapest shoe" }, signal)).toBe(false);
    expect(await approve({ ...request, goal: "Buy the cheapest shoe" }, signal)).toBe(true);
    expect(await approve({ ...request, kind: "delete", goal: "Buy the cheapest shoe" }, signal)).toBe(false);
    expect(await approve({ ...request, kind: "submit" }, signal)).toBe(true);
  });
});

describe("requireApproval", () => {
  test.each<[string, () => unknown]>([
    ["false", () => false],
    ["what is only truthy", () => "yes"],
    ["nothing", () => undefined],
    [
      "a throw",
      () => {
        throw new Error("no");
      },
    ],
    ["a rejection", () => Promise.reject(new Error("no"))],
  ])("takes %s for a no", async (_, answer) => {
    await expect(requireApproval(answer as never, request, signal)).rejects.toMatchObject({
      reason: "not_approved",
      message: expect.stringContaining('click button "Pay" was not approved: it seems to pay or order'),
    });
  });

  test("waits no longer than the signal lets it", async () => {
    const stop = new AbortController();
    const asked = requireApproval(() => new Promise(() => undefined), request, stop.signal);
    stop.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });
});
