import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settings } from "./settings.ts";

const guide = readFileSync(new URL("../../../../docs/guides/server.md", import.meta.url), "utf8");
const example = readFileSync(new URL("../../../../.env.example", import.meta.url), "utf8");

test.each(Object.entries(settings))(
  "the guide tells of the setting %s, with its default",
  (field, setting) => {
    const { variable, fallback } = setting;
    const shown = fallback === undefined || Array.isArray(fallback) ? "none" : `\`${String(fallback)}\``;
    expect(guide).toContain(`| \`${variable}\` | \`${field}\` | ${shown} |`);
    expect(example).toMatch(new RegExp(`^(?:# ?)?${variable}=`, "m"));
  },
);
