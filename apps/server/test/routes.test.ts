import { describe, expect, it } from "vitest";
import { createTestServices } from "./create-test-services.ts";

describe("createTestServices", () => {
  it("answers requests without a port", async () => {
    const { app, close } = await createTestServices();
    const response = await app.request("/api/agents");
    expect(response.status).toBe(200);
    await close();
  });
});
