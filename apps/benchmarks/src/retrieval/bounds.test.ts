import { expect, test } from "vitest";
import { findMisses } from "./bounds.ts";

test("`findMisses` names each bound that is missed or was not measured, and no other", () => {
  const figures = [
    { name: "a", value: 80.99, format: "percent" },
    { name: "b", value: 2.01, format: "milliseconds" },
    { name: "c", value: 81, format: "percent" },
  ] as const;
  const required = [
    { figure: "a", atLeast: 81 },
    { figure: "b", atMost: 2 },
    { figure: "c", atLeast: 81, atMost: 81 },
    { figure: "d", atLeast: 1 },
  ];
  expect(findMisses(figures, required)).toEqual([
    "a: 80.99, at least 81 is required",
    "b: 2.01, at most 2 is allowed",
    "d: not measured",
  ]);
});
