import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listen } from "./testing/listen.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const Line = /^\{"simulate":\{"seed":\d+,"visitors":\d+,"days":\d+,"startMs":\d+\},"sent":\d+,.*\}\n$/;

/** `pnpm simulate` as it is run at the root, in a process of its own. */
function simulate(...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    env: { ...process.env, FLYWHEEL_WRITE_KEY: "a-key-of-24-characters-at-least" },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, "close").then(([code]: unknown[]) => ({ code, stdout, stderr }));
  return { child, ended };
}

// Each starts a process that compiles the simulator, which takes its time on a busy machine.
describe("pnpm simulate", { timeout: 120_000 }, () => {
  it("[SI20] ends with one line of JSON and nothing else on stdout", async () => {
    await using server = await listen();
    const { code, stdout, stderr } = await simulate(
      ...["--", "--visitors", "40", "--days", "3", "--seed", "9", "--url", server.origin],
    ).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(Line);
    const { simulate: wish, sent, accepted, repeated, refused, eventsPerSecond, interrupted } = JSON.parse(stdout);
    expect(wish).toMatchObject({ visitors: 40, days: 3, seed: 9 });
    expect(wish.startMs % 86_400_000, "whole days that are over").toBe(0);
    expect(sent).toBe(server.requests.flatMap(({ ids }) => ids).length);
    expect(accepted + repeated + refused).toBe(sent);
    expect([eventsPerSecond > 0, interrupted]).toEqual([true, false]);
  });

  it("[SI19] answers Ctrl-C with the counts so far and the exit code 130", async () => {
    await using server = await listen([], 100);
    const { child, ended } = simulate("--visitors", "1000", "--days", "14", "--url", server.origin);
    while (server.requests.length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain("stopping when the server has answered");
    const { sent, accepted, repeated, refused, interrupted } = JSON.parse(stdout);
    expect(stdout).toMatch(Line);
    expect(interrupted).toBe(true);
    expect(sent).toBe(server.requests.flatMap(({ ids }) => ids).length);
    expect(accepted + repeated + refused).toBe(sent);
  });

  it("[SI21] says what is wrong with an option, and how to ask", async () => {
    const { code, stdout, stderr } = await simulate("--visitors", "0", "--url", "ftp://nowhere").ended;
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("--visitors: Too small");
    expect(stderr).toContain("--url: Invalid URL");
    expect(stderr).toContain("pnpm simulate --visitors N --days D --seed S");
  });
});
