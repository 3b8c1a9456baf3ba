import { BrowserError } from "../../errors/browser-error.ts";
import type { Handler } from "./handler.ts";

export const extract: Handler<"extract"> = async () => {
  throw new BrowserError("extraction_failed", "Extraction is not here yet.");
};
