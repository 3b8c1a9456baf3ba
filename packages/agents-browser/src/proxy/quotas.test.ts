import { expect, test } from "vitest";
import { BrowserError } from "../errors/browser-error.ts";
import {
  connectTo,
  exchange,
  get,
  openTestLane,
  openTunnel,
  readAll,
  readUntil,
  serveHttp,
  serveTcp,
} from "../../test/support/proxy-client.ts";

const megabyte = 1_000_000;

/** Sends and sends, as fast as it is taken. */
function pour(socket: {
  write(chunk: Buffer): boolean;
  once(event: "drain", then: () => void): unknown;
  readonly destroyed: boolean;
}): void {
  const chunk = Buffer.alloc(65_536, "x");
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once("drain", more);
  };
  more();
}

test("the byte quota cuts an endless answer in its middle, and ends the run", async () => {
  const { port } = await serveHttp((_, response) => {
    response.writeHead(200);
    pour(response);
  });
  const lane = await openTestLane({ allowPrivate: [`http://127.0.0.1:${port}`], maxBytes: megabyte });
  const answer = await exchange(lane, get(`http://127.0.0.1:${port}/`));
  expect(answer.length).toBeLessThan(megabyte + 10_000);
  expect(answer.length).toBeGreaterThan(megabyte / 2);
  expect(lane.traffic.bytes).toBeLessThan(megabyte + 1_000_000);
  expect(BrowserError.is(lane.exhausted.reason)).toBe(true);
  expect(lane.exhausted.reason).toMatchObject({ reason: "limit_exceeded", details: { limit: "maxBytes" } });
  expect(await exchange(lane, get(`http://127.0.0.1:${port}/`))).toContain("error=limit_exceeded");
});

test.each(["received", "sent"] as const)(
  "the byte quota cuts a tunnel by which too much is %s",
  async (direction) => {
    const { port } = await serveTcp((socket) => {
      if (direction === "received") pour(socket);
      socket.resume();
    });
    const lane = await openTestLane({ allowPrivate: [`http://127.0.0.1:${port}`], maxBytes: megabyte });
    const socket = await connectTo(lane);
    socket.write(openTunnel(`127.0.0.1:${port}`));
    await readUntil(socket, "\r\n\r\n");
    socket.write("x");
    if (direction === "sent") pour(socket);
    const received = await readAll(socket);
    expect(received.length).toBeLessThanOrEqual(megabyte);
    expect(lane.exhausted.reason).toMatchObject({ reason: "limit_exceeded" });
    expect(lane.traffic.bytes).toBeGreaterThan(megabyte);
  },
);

test("the byte quota counts what is sent", async () => {
  const { port } = await serveHttp((request, response) => {
    request.resume();
    request.once("end", () => response.end());
  });
  const lane = await openTestLane({ allowPrivate: [`http://127.0.0.1:${port}`], maxBytes: megabyte });
  const socket = await connectTo(lane);
  socket.write(
    `POST http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 100000000\r\n\r\n`,
  );
  pour(socket);
  await readAll(socket);
  expect(lane.exhausted.reason).toMatchObject({ details: { limit: "maxBytes" } });
});

test("the request quota refuses the next request, and ends the run", async () => {
  const { port } = await serveHttp((_, response) => response.end("fine"));
  const lane = await openTestLane({ allowPrivate: [`http://127.0.0.1:${port}`], maxRequests: 2 });
  for (let index = 0; index < 2; index += 1) {
    expect(await exchange(lane, get(`http://127.0.0.1:${port}/`))).toContain("fine");
  }
  expect(lane.exhausted.aborted).toBe(false);
  expect(await exchange(lane, get(`http://127.0.0.1:${port}/`))).not.toContain("fine");
  expect(lane.exhausted.reason).toMatchObject({
    reason: "limit_exceeded",
    details: { limit: "maxRequests", maxRequests: 2 },
  });
  expect(lane.traffic).toMatchObject({ requests: 2, refusals: 1 });
});

test("one lane's quota is not another's", async () => {
  const { port } = await serveHttp((_, response) => response.end("fine"));
  const { createFilteringProxy } = await import("./create-filtering-proxy.ts");
  const { checkPolicy } = await import("../policy/check-policy.ts");
  const policy = checkPolicy({ allowPrivate: [`http://127.0.0.1:${port}`], maxRequests: 1 });
  const proxy = await createFilteringProxy({ policy });
  const lanes = [await proxy.openLane(), await proxy.openLane()];
  for (const lane of lanes) expect(await exchange(lane, get(`http://127.0.0.1:${port}/`))).toContain("fine");
  await proxy.close();
});
