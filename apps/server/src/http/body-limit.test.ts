import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitedTo } from "./body-limit.ts";

const maxBytes = 1_000;
const piece = Buffer.alloc(64 * 1024, "x");
const pieces = 24;

describe("a body that is larger than the limit", () => {
  let server: ServerType;
  beforeAll(async () => {
    const api = new Hono().post("/", limitedTo(maxBytes), (c) => c.text("taken in")).get("/", (c) => c.text("here"));
    await new Promise<void>((listening) => {
      server = serve({ fetch: api.fetch, port: 0, hostname: "127.0.0.1" }, () => listening());
    });
  });
  afterAll(() => new Promise((closed) => void server.close(closed)));

  /** Sends a body as slowly as a line does, and says what came back and whether the connection broke meanwhile. */
  async function send(head: string, body: readonly Buffer[]): Promise<{ answer: string; broke: string | null }> {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let answer = "";
    let broke: string | null = null;
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", (error) => {
      broke = error.message;
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(`POST / HTTP/1.1\r\nhost: here\r\n${head}\r\n\r\n`);
    for (const part of body) {
      if (broke) break;
      await new Promise((sent) => socket.write(part, sent));
      await new Promise((later) => setTimeout(later, 5));
    }
    await closed;
    return { answer, broke };
  }

  const chunk = (data: Buffer) =>
    Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from("\r\n")]);

  it("[SV118] is read to its end, so that who sends it hears the answer and not a connection that broke", async () => {
    const announced = await send(`content-length: ${piece.length * pieces}`, Array(pieces).fill(piece));
    const inChunks = await send("transfer-encoding: chunked", [
      ...Array(pieces).fill(chunk(piece)),
      Buffer.from("0\r\n\r\n"),
    ]);
    for (const { answer, broke } of [announced, inChunks]) {
      expect(broke).toBeNull();
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer.toLowerCase()).toContain("connection: close");
      expect(answer).toContain(`the body is larger than ${maxBytes} bytes: send less at a time`);
    }
  });

  it("[SV118] costs no sender their answer, however the two keep pace", async () => {
    const { port } = server.address() as AddressInfo;
    // In a thread of its own: a sender who waits for this server's turn is never in the middle of sending.
    const sender = new Worker(
      `const { parentPort, workerData: { port, bytes } } = require("node:worker_threads");
       (async () => {
         const heard = [];
         for (let turn = 0; turn < 60; turn += 1) {
           const here = "http://127.0.0.1:" + port;
           await (await fetch(here)).text(); // so that the line is open already
           const sending = fetch(here, { method: "POST", body: "x".repeat(bytes) });
           heard.push(await sending.then(({ status }) => status, ({ cause }) => cause?.code ?? "lost"));
         }
         parentPort.postMessage(heard);
       })();`,
      { eval: true, workerData: { port, bytes: 2 * 1024 * 1024 } },
    );
    const [heard] = await once(sender, "message");
    await sender.terminate();
    expect(heard).toEqual(Array(60).fill(413));
  });

  it("[SV118] is given up when it goes on and on", async () => {
    const { answer } = await send(`content-length: ${10 ** 12}`, Array(40).fill(Buffer.alloc(1024 * 1024)));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });
});
