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

it("[SV70] an endpoint for inference is an address to put paths behind, whether it ends in a slash or not", () => {
  expect("inference" in configure({}).network).toBe(false);
  expect("inference" in configure({ FLYWHEEL_INFERENCE_BASE_URL: "", FLYWHEEL_INFERENCE_API_KEY: "" }).network).toBe(
    false,
  );
  for (const given of ["http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/"]) {
    const { network } = configure({ FLYWHEEL_INFERENCE_BASE_URL: given, FLYWHEEL_NETWORK_SEED: "3" });
    expect(network).toEqual({ seed: 3, inference: { baseUrl: "http://127.0.0.1:11434/v1" } });
  }
});

it.each([
  "hunter2",
  "ftp://hunter2.example/v1",
  "https://anna:hunter2@models.example/v1",
  "https://hunter2@models.example/v1",
  "https://models.example/v1?key=hunter2",
  "https://models.example/v1#hunter2",
])("[SV71] %s is no such address, and is not repeated", (value) => {
  const attempt = () => configure({ FLYWHEEL_INFERENCE_BASE_URL: value });
  expect(attempt).toThrow(EnvironmentError);
  expect(attempt).toThrow("FLYWHEEL_INFERENCE_BASE_URL");
  expect(attempt).not.toThrow("hunter2");
});

it("[SV72] its key comes with it", () => {
  const inference = { baseUrl: "https://models.example/v1", apiKey: "hunter2" };
  const given = { FLYWHEEL_INFERENCE_BASE_URL: inference.baseUrl, FLYWHEEL_INFERENCE_API_KEY: inference.apiKey };
  expect(configure(given).network).toMatchObject({ inference });
});

it.each([
  ["without an endpoint", "", "hunter2"],
  ["of two words", "https://models.example/v1", "hunter2 hunter3"],
  ["of two lines", "https://models.example/v1", "hunter2\nhunter3"],
  ["that no header can carry", "https://models.example/v1", "hünter2-hunter2"],
])("[SV72] a key %s is refused and not repeated", (_, baseUrl, key) => {
  const attempt = () => configure({ FLYWHEEL_INFERENCE_BASE_URL: baseUrl, FLYWHEEL_INFERENCE_API_KEY: key });
  expect(attempt).toThrow("FLYWHEEL_INFERENCE_API_KEY must be");
  expect(attempt).not.toThrow("hunter2");
  expect(attempt).not.toThrow("hünter2");
});
