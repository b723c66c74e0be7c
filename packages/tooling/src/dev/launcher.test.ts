import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../built-server.ts";
import { descendantsOf, isAlive, startersOf } from "./family.ts";
import { describeTaken, takenPorts } from "./ports.ts";
import { failureIn } from "./turbo.ts";
import { untilUp } from "./until-up.ts";
import { welcome } from "./welcome.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe("[TO40] ports are looked at before anything is started", () => {
  it("names those that are taken, what they are for, and what to do", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    closing.push(() => holder.close());
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    const wanted = [
      { port, what: "Chat" },
      { port: await freePort(), what: "Studio" },
    ];
    const taken = await takenPorts(wanted);
    expect(taken).toEqual([{ port, what: "Chat" }]);
    expect(describeTaken(taken)).toContain(`127.0.0.1:${port}  needed by Chat`);
    expect(describeTaken(taken)).toContain("try again");
  });

  it("finds nothing to say when all are free", async () => {
    expect(await takenPorts([{ port: await freePort(), what: "Chat" }])).toEqual([]);
  });
});

describe("[TO41] everything answers before it is said to be up", () => {
  /** Answers 502 as turbo's proxy does, until it is told that the application behind it is there. */
  async function openProxy() {
    let status = 502;
    const server = createHttpServer((_, response) => response.writeHead(status).end("<html>"));
    closing.push(() => server.close());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/`,
      come: () => {
        status = 200;
      },
    };
  }
  const never = new AbortController().signal;

  it("waits while the proxy answers for an application that is not there yet", async () => {
    const proxy = await openProxy();
    setTimeout(proxy.come, 600);
    expect(await untilUp([{ name: "Chat", url: proxy.url }], { withinMs: 10_000, signal: never })).toEqual([]);
  });

  it("says which did not come", async () => {
    const [chat, studio] = [await openProxy(), await openProxy()];
    studio.come();
    const places = [
      { name: "Chat", url: chat.url },
      { name: "Studio", url: studio.url },
    ];
    expect(await untilUp(places, { withinMs: 700, signal: never })).toEqual([places[0]]);
  });

  it("ends at once when turbo has ended", async () => {
    const { url } = await openProxy();
    const ended = AbortSignal.timeout(300);
    const startedMs = performance.now();
    expect(await untilUp([{ name: "Chat", url }], { withinMs: 60_000, signal: ended })).toHaveLength(1);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe("[TO42] nothing is left behind", () => {
  const relations = [
    { pid: 10, parent: 1, command: "-bash" },
    { pid: 11, parent: 10, command: "npm exec pnpm@12 dev" },
    { pid: 12, parent: 11, command: "sh -c 'pnpm' dev" },
    { pid: 13, parent: 12, command: "/cache/bin/pnpm dev" },
    { pid: 14, parent: 13, command: "sh -c node launcher" },
    { pid: 15, parent: 14, command: "node launcher" },
    { pid: 16, parent: 15, command: "turbo" },
    { pid: 17, parent: 16, command: "vite" },
    { pid: 18, parent: 10, command: "vim" },
  ];

  it("knows what was started, and what that started", () => {
    expect(descendantsOf(15, relations)).toEqual([16, 17]);
    expect(descendantsOf(17, relations)).toEqual([]);
  });

  it("knows who started it, up to the package manager and not up to the shell", () => {
    expect(startersOf(15, relations)).toEqual([14, 13, 12, 11]);
  });

  it("knows this very process by the system's own list", () => {
    expect(startersOf(process.pid)).toContain(process.ppid);
    expect(descendantsOf(process.ppid)).toContain(process.pid);
    expect(isAlive(process.pid)).toBe(true);
  });
});

describe("[TO43] a failure is named", () => {
  it.each([
    ["@flywheel/chat#dev:  ERROR  command (/x/apps/chat) pnpm run dev exited (1)", "chat (exit code 1)"],
    ["@flywheel/chat#dev: \u001b[31m ERROR \u001b[0m command (/x) pnpm run dev exited (1)", "chat (exit code 1)"],
    ["@flywheel/image-studio#dev: command (/x) pnpm run dev exited (137)", "image-studio (exit code 137)"],
    ["@flywheel/chat:dev: the command exited (1)", null],
    ["Tasks: 0 successful", null],
  ])("%s", (line, failure) => {
    expect(failureIn(line)).toBe(failure);
  });
});

describe("[TO44] what is said once all is up", () => {
  const parts = { origin: "http://127.0.0.1:3024", dataDir: "/data/.flywheel", seconds: 12.3 };

  it("says what runs where, where the data is, how to sign in and how to stop", () => {
    const text = welcome({ ...parts, signInLink: "http://127.0.0.1:3024/api/auth/x?token=abc" });
    for (const said of [
      "/studio",
      "/chat",
      "/admin",
      "/api/health",
      "/data/.flywheel",
      "token=abc",
      "Ctrl-C",
      "12 s",
    ]) {
      expect(text).toContain(said);
    }
    expect(text.split("\n").length).toBeLessThan(16);
  });

  it("says nothing of signing in where there is no link", () => {
    expect(welcome({ ...parts, signInLink: null })).not.toContain("Sign in");
  });
});
