import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProxy, type Proxy } from "./chaos/proxy.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const program = fileURLToPath(new URL("support/closing-process.ts", import.meta.url));

/** The network of one worker and one coordinator. */
interface Scene {
  readonly proxy: Proxy;
  /** Resolves when each of the connections has tried to come again so often, on the average. */
  triedAgain(times: number): Promise<void>;
}

async function openScene(): Promise<Scene> {
  let tries = 0;
  let onTry: (() => void) | undefined;
  const proxy = await openProxy(connection, () => {
    tries++;
    onTry?.();
  });
  return {
    proxy,
    async triedAgain(times) {
      // Of a worker and of a coordinator.
      const enough = tries + times * (3 + 4);
      await new Promise<void>((resolve) => {
        onTry = () => tries >= enough && resolve();
      });
    },
  };
}

const moments: Readonly<Record<string, (scene: Scene) => Promise<void> | void>> = {
  "while Redis is there": () => undefined,
  "just when Redis goes": ({ proxy }) => proxy.cut(),
  async "while Redis is away"({ proxy, triedAgain }) {
    proxy.cut();
    await triedAgain(2);
  },
  "just when Redis falls silent": ({ proxy }) => proxy.stall(),
  async "while Redis takes connections and answers nothing"({ proxy, triedAgain }) {
    proxy.cut();
    proxy.stall();
    await triedAgain(1);
  },
  async "just when Redis comes again"({ proxy, triedAgain }) {
    proxy.cut();
    await triedAgain(2);
    proxy.heal();
    await triedAgain(1);
  },
};

describeWithRedis("worker.close and coordinator.close end", () => {
  const scenes = new Map<string, Scene>();
  let child: ChildProcessByStdio<Writable, Readable, null>;
  let lines: Interface;
  let ended: Promise<unknown[]>;

  beforeAll(async () => {
    for (const moment of Object.keys(moments)) scenes.set(moment, await openScene());
    const ports = [...scenes.values()].map(({ proxy }) => String(proxy.port));
    const args = ["--conditions=@convoke/source", program, createPrefix(), ...ports];
    child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    ended = once(child, "exit");
    lines = createInterface(child.stdout).setMaxListeners(20);
    const [word] = (await once(lines, "line")) as unknown[];
    if (word !== "ready") throw new Error(`The program said ${String(word)}`);
  });

  afterAll(async () => {
    child.kill("SIGKILL");
    for (const { proxy } of scenes.values()) await proxy.close();
  });

  test.concurrent.each(Object.keys(moments))("%s", async (moment) => {
    const scene = scenes.get(moment);
    if (scene === undefined) throw new Error(moment);
    await moments[moment](scene);
    const said = `closed ${scene.proxy.port}`;
    const closed = new Promise<string>((resolve) =>
      lines.on("line", (line) => line === said && resolve(line)),
    );
    child.stdin.write(`${scene.proxy.port}\n`);
    expect(await closed).toBe(said);
  });

  test("and leave nothing open: their process ends by itself", async () => {
    child.stdin.write("end\n");
    expect(await ended).toEqual([0, null]);
  });
});
