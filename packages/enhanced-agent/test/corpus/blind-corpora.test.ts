import { expect, test } from "vitest";
import { blindDefectCounts, blindDefects } from "./blind-defects.ts";
import { blindInjectionCounts, blindInjections, createBlindInjections } from "./blind-injections.ts";
import { blindMarker } from "./blind-templates.ts";

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

test("`blindInjections` are the same in every run, all different, and enough of each kind", () => {
  expect(createBlindInjections()).toEqual(blindInjections);
  expect(createBlindInjections(7)).not.toEqual(blindInjections);
  expect(new Set(blindInjections.map(({ text }) => text)).size).toBe(blindInjections.length);
  expect(blindInjections.length).toBeGreaterThanOrEqual(1_000);
  expect(blindInjections.filter(({ place }) => place === "observed").length).toBeGreaterThanOrEqual(200);
  expect(Object.entries(blindInjectionCounts).filter(([, count]) => count < 14)).toEqual([]);
  expect(sum(blindInjectionCounts)).toBe(blindInjections.length);
});

test("`blindInjections` hold the run's marker only where the model repeats the run's data", () => {
  for (const { kind, text, place } of blindInjections) {
    if (text.includes(blindMarker)) expect(kind).toContain("data fence");
    else expect(kind.includes("data fence") && place === "reply").toBe(false);
  }
});

test("`blindDefects` are all different, and each says what it means", () => {
  expect(blindDefects.length).toBeGreaterThanOrEqual(200);
  expect(new Set(blindDefects.map(({ text }) => text)).size).toBe(blindDefects.length);
  expect(sum(blindDefectCounts)).toBe(blindDefects.length);
  for (const { expected } of blindDefects) {
    expect(expected.length).toBeGreaterThan(0);
    for (const { name, fields } of expected) {
      expect(name).toMatch(/^[A-Z]+$/);
      for (const [field, text] of Object.entries(fields)) expect([field, text]).toEqual([field, text.trim()]);
    }
  }
});
