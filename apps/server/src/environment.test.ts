import { expect, it } from "vitest";
import { configure, EnvironmentError } from "./environment.ts";

it("[SV1] starts with no settings at all", () => {
  const { http, store, mode } = configure({});
  expect(mode).toBe("production");
  expect(http).toMatchObject({ port: 3024, host: "127.0.0.1", publicOrigin: "http://127.0.0.1:3024" });
  expect("databaseUrl" in store).toBe(false);
  expect(store.dataDir.endsWith(".flywheel")).toBe(true);
});

it.each([
  ["PORT", "seventy"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://hunter2@host/db"],
  ["FLYWHEEL_SECRET", "hunter2"],
  ["FLYWHEEL_PUBLIC_ORIGIN", "hunter2"],
  ["FLYWHEEL_MODE", "hunter2"],
  ["FLYWHEEL_ALLOWANCES_PER_RANGE", "0"],
  ["FLYWHEEL_RETENTION_MONTHS", "1.5"],
  ["FLYWHEEL_RETENTION_MONTHS", "-1"],
  ["FLYWHEEL_INTAKE_BATCHES_PER_MINUTE", "hunter2"],
  ["FLYWHEEL_WRITE_KEYS", "hunter2hunter2hunter2hunter2"],
  ["FLYWHEEL_WRITE_KEYS", "chat:hunter2"],
  ["FLYWHEEL_WRITE_KEYS", "shop:hunter2hunter2hunter2hunter2"],
  ["FLYWHEEL_WRITE_KEYS", "chat:hunter2hunter2hunter2hunter2 home"],
  ["FLYWHEEL_WRITE_KEYS", "chat:hunter2hunter2hunter2hunter2,home:hunter2hunter2hunter2hunter2"],
])("[SV1] a wrong %s is named and not repeated", (name, value) => {
  const attempt = () => configure({ [name]: value });
  expect(attempt).toThrow(EnvironmentError);
  expect(attempt).toThrow(name);
  expect(attempt).not.toThrow(value);
});

it("[SV1] an empty variable is one that is not set", () => {
  expect(configure({ PORT: "", DATABASE_URL: "" }).http.port).toBe(3024);
});

it("[SV20] a write key is given to an app, and several are told apart", () => {
  const [one, two] = ["1", "2"].map((digit) => digit.repeat(24));
  const { writeKeys } = configure({ FLYWHEEL_WRITE_KEYS: `chat:${one},\n image-studio:${two} ` });
  expect(writeKeys).toEqual([
    { app: "chat", key: one },
    { app: "image-studio", key: two },
  ]);
  expect(configure({}).writeKeys).toEqual([]);
});

it("[SV20] the simulator's key is no app's", () => {
  const key = "hunter2".repeat(4);
  const attempt = () => configure({ FLYWHEEL_WRITE_KEY: key, FLYWHEEL_WRITE_KEYS: `chat:${key}` });
  expect(attempt).toThrow("FLYWHEEL_WRITE_KEYS");
  expect(attempt).not.toThrow(key);
});

it("the public origin is an origin, whatever path was written behind it", () => {
  expect(configure({ FLYWHEEL_PUBLIC_ORIGIN: "https://flywheel.example/apps" }).http.publicOrigin).toBe(
    "https://flywheel.example",
  );
});

it("[SV33] events are kept for 25 months, or as many as are given; 0 keeps everything", () => {
  expect(configure({}).retentionMonths).toBe(25);
  expect(configure({ FLYWHEEL_RETENTION_MONTHS: "0" }).retentionMonths).toBe(0);
  expect(() => configure({ FLYWHEEL_RETENTION_MONTHS: "two years" })).toThrow(
    /months from 0 \(which keeps everything\)/,
  );
});
