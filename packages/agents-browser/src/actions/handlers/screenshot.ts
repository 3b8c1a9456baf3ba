/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import type { Locator, Page } from "playwright-core";
import { z } from "zod";
import { actOn, callOptions } from "../act-on.ts";
import type { Acting } from "../acting.ts";
import { keepArtifact } from "../keep-artifact.ts";
import { listSecretFields } from "../masked-fields.ts";
import type { Handler } from "./handler.ts";

/** CSS pixels; what is taller or wider is cut. Chromium cannot draw more in one picture. */
const longestSide = 16_384;
const maskAttribute = "data-convoke-mask";
const sizeSchema = z.object({ width: z.number(), height: z.number() });

export const screenshot: Handler<"screenshot"> = async (action, acting) => {
  const { page } = acting;
  const masked = await maskSecrets(acting);
  const common = { type: "png" as const, mask: masked.locators, animations: "disabled" as const };
  try {
    let content: Uint8Array | undefined;
    let recorded = action;
    if (action.target === undefined) {
      const size = action.fullPage === true ? await measure(page, acting) : undefined;
      const isTooLong = size !== undefined && Math.max(size.width, size.height) > longestSide;
      content = await page.screenshot({
        ...callOptions(acting),
        ...common,
        fullPage: action.fullPage ?? false,
        ...(isTooLong && {
          clip: {
            x: 0,
            y: 0,
            width: Math.min(size.width, longestSide),
            height: Math.min(size.height, longestSide),
          },
        }),
      });
    } else {
      const element = await actOn(action, action.target, acting, async ({ handle }, options) => {
        content = await handle.screenshot({ ...options, ...common });
      });
      recorded = { ...action, target: element.recorded };
    }
    const artifact = await keepArtifact(content!, "image/png", action.as ?? "screenshot", acting);
    return { recorded, artifact };
  } finally {
    await masked.release();
  }
};

async function measure(
  page: Page,
  { signal }: Acting,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  const said = await awaitUnlessAborted(signal, () =>
    page.mainFrame().evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { width: scrollWidth, height: Math.max(scrollHeight, document.body?.scrollHeight ?? 0) };
    }),
  );
  return sizeSchema.safeParse(said).data;
}

/** Fields that were filled with a secret are marked while the picture is taken, so that it can cover them. */
async function maskSecrets({
  context,
  page,
  signal,
}: Acting): Promise<{ locators: Locator[]; release(): Promise<void> }> {
  const fields = listSecretFields(context.run);
  if (fields.length === 0) return { locators: [], release: async () => undefined };
  const mark = (isOn: boolean): Promise<unknown> =>
    Promise.all(
      fields.map((field) =>
        field
          .evaluate((element, [name, on]) => element.toggleAttribute(name, on), [
            maskAttribute,
            isOn,
          ] as const)
          // Of a page that was left long ago.
          .catch(() => undefined),
      ),
    );
  await awaitUnlessAborted(signal, () => mark(true));
  return {
    locators: page.frames().map((frame) => frame.locator(`[${maskAttribute}]`)),
    release: async () => {
      await awaitUnlessAborted(signal, () => mark(false)).catch(() => undefined);
    },
  };
}
