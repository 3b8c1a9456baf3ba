import { expect, test } from "vitest";
import { exchange, get, openTestLane, openTunnel, serveHttp } from "../../test/support/proxy-client.ts";
import { isBrowserService } from "./browser-services.ts";

const service = "content-autofill.googleapis.com";

test("`isBrowserService` knows the browser's own hosts, not others of the same company", () => {
  expect(isBrowserService(new URL(`https://${service}./v1/pages`))).toBe(true);
  expect(isBrowserService(new URL("https://storage.googleapis.com/"))).toBe(false);
});

test("a lane refuses the browser's own services in silence, unless the policy lists their very origin", async () => {
  const server = await serveHttp((_, response) => response.end("hello"));
  const resolve = () => Promise.resolve(["127.0.0.1"]);
  const origin = `http://${service}:${server.port}`;
  for (const policy of [{}, { allowPrivate: [`http://*.googleapis.com:${server.port}`] }]) {
    const lane = await openTestLane(policy, { resolve });
    expect(await exchange(lane, openTunnel(`${service}:443`))).toContain("error=outside_policy");
    expect(await exchange(lane, get(`${origin}/`))).toContain("error=outside_policy");
    expect(lane.traffic).toMatchObject({ refusals: 0, refused: [], requests: 0 });
  }
  const listed = await openTestLane({ allowPrivate: [origin] }, { resolve });
  expect(await exchange(listed, get(`${origin}/`))).toContain("hello");
});
