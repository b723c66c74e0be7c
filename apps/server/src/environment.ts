import { resolve } from "node:path";
import { usualRates } from "@flywheel/telemetry";
import { type AppId, appIds } from "@flywheel/vocabulary";
import { z } from "zod";

/** Set but empty means not set, as shells and compose files write it. */
const emptyAsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsUnset, schema.optional());

/** `app:key` pairs, separated by spaces or commas. A key speaks for one app, so no key may be there twice. */
const WriteKeys = z.string().transform((text, { addIssue }) => {
  const pairs = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((pair) => {
      const [, app, key = ""] = /^([a-z-]+):(\S{24,})$/.exec(pair) ?? [];
      return { app: appIds.find((known) => known === app), key };
    });
  const whole = pairs.flatMap(({ app, key }) => (app ? [{ app, key }] : []));
  const distinct = new Set(whole.map(({ key }) => key));
  if (distinct.size < pairs.length) addIssue({ code: "custom", message: "not pairs of app and key" });
  return whole;
});

/** An address to put paths behind. Credentials in it would end up in logs, and a query belongs to no base. */
const BaseUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return username + password + search + hash === "";
  })
  .transform((text) => text.replace(/\/+$/, ""));

const Environment = z.object({
  FLYWHEEL_MODE: z.preprocess(emptyAsUnset, z.enum(["development", "production"]).default("production")),
  PORT: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(65_535).default(3024)),
  FLYWHEEL_HOST: z.preprocess(emptyAsUnset, z.string().default("127.0.0.1")),
  FLYWHEEL_PUBLIC_ORIGIN: optional(z.url({ protocol: /^https?$/ })),
  FLYWHEEL_TRUSTED_PROXIES: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  FLYWHEEL_DATA_DIR: z.preprocess(emptyAsUnset, z.string().default(".flywheel")),
  FLYWHEEL_SECRET: optional(z.string().min(32)),
  FLYWHEEL_WRITE_KEY: optional(z.string().min(24)),
  FLYWHEEL_WRITE_KEYS: optional(WriteKeys),
  FLYWHEEL_INTAKE_BATCHES_PER_MINUTE: z.preprocess(
    emptyAsUnset,
    z.coerce.number().int().min(0).max(1_000_000).default(usualRates.batchesPerMinute),
  ),
  FLYWHEEL_NETWORK_SEED: z.preprocess(emptyAsUnset, z.coerce.number().int().default(7)),
  FLYWHEEL_INFERENCE_BASE_URL: optional(BaseUrl),
  FLYWHEEL_INFERENCE_API_KEY: optional(z.string().regex(/^[\x21-\x7e]{1,1024}$/)),
  FLYWHEEL_ALLOWANCE_CREDITS: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(100_000).default(300)),
  FLYWHEEL_ALLOWANCES_PER_RANGE: z.preprocess(emptyAsUnset, z.coerce.number().int().min(1).max(10_000).default(1)),
  FLYWHEEL_RETENTION_MONTHS: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(1_200).default(25)),
});

/** What a value must look like, for those whose schema does not say it in words. */
const advice: Partial<Record<keyof z.input<typeof Environment>, string>> = {
  PORT: "a port number from 0 to 65535",
  DATABASE_URL: "a URL such as postgres://user:password@host:5432/database",
  FLYWHEEL_SECRET: "at least 32 random characters",
  FLYWHEEL_WRITE_KEY: "at least 24 random characters",
  FLYWHEEL_WRITE_KEYS: `pairs such as chat:KEY, separated by spaces or commas: the app is one of ${appIds.join(", ")}, each key at least 24 random characters and different from every other`,
  FLYWHEEL_INTAKE_BATCHES_PER_MINUTE: "a whole number from 0 (no limits) to 1000000",
  FLYWHEEL_PUBLIC_ORIGIN: "an origin such as https://flywheel.example",
  FLYWHEEL_MODE: "development or production",
  FLYWHEEL_INFERENCE_BASE_URL:
    "a URL such as http://127.0.0.1:11434/v1, without credentials (a key goes into FLYWHEEL_INFERENCE_API_KEY)",
  FLYWHEEL_INFERENCE_API_KEY: "a key without spaces, together with FLYWHEEL_INFERENCE_BASE_URL",
  FLYWHEEL_RETENTION_MONTHS: "a whole number of months from 0 (which keeps everything) to 1200",
};

export class EnvironmentError extends Error {
  override name = "EnvironmentError";
  /** Names the variables, never their values: some are secrets. */
  constructor(readonly variables: readonly string[]) {
    super(
      variables
        .map(
          (name) => `${name} must be ${advice[name as keyof typeof advice] ?? "a valid value"} (see README, Settings)`,
        )
        .join("\n"),
    );
  }
}

/** The one file that may read process.env. Everything else is handed a Configuration. */
export function configure(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    throw new EnvironmentError([...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]);
  }
  const read = parsed.data;
  const writeKeys: readonly { readonly app: AppId; readonly key: string }[] = read.FLYWHEEL_WRITE_KEYS ?? [];
  if (writeKeys.some(({ key }) => key === read.FLYWHEEL_WRITE_KEY)) throw new EnvironmentError(["FLYWHEEL_WRITE_KEYS"]);
  const [baseUrl, apiKey] = [read.FLYWHEEL_INFERENCE_BASE_URL, read.FLYWHEEL_INFERENCE_API_KEY];
  if (apiKey !== undefined && baseUrl === undefined) throw new EnvironmentError(["FLYWHEEL_INFERENCE_API_KEY"]);
  const publicOrigin = new URL(read.FLYWHEEL_PUBLIC_ORIGIN ?? `http://127.0.0.1:${read.PORT}`).origin;
  return {
    mode: read.FLYWHEEL_MODE,
    http: {
      port: read.PORT,
      host: read.FLYWHEEL_HOST,
      publicOrigin,
      trustedProxies: (read.FLYWHEEL_TRUSTED_PROXIES ?? "").split(/[\s,]+/).filter(Boolean),
    },
    store: {
      dataDir: resolve(read.FLYWHEEL_DATA_DIR),
      ...(read.DATABASE_URL === undefined ? {} : { databaseUrl: read.DATABASE_URL }),
    },
    retentionMonths: read.FLYWHEEL_RETENTION_MONTHS,
    secret: read.FLYWHEEL_SECRET,
    /** Of the simulator; made and kept if it is not given. */
    writeKey: read.FLYWHEEL_WRITE_KEY,
    writeKeys,
    intake: { batchesPerMinute: read.FLYWHEEL_INTAKE_BATCHES_PER_MINUTE },
    network: {
      seed: read.FLYWHEEL_NETWORK_SEED,
      /** A real endpoint that answers instead of the mock. */
      ...(baseUrl === undefined ? {} : { inference: { baseUrl, ...(apiKey === undefined ? {} : { apiKey }) } }),
    },
    accounts: {
      dailyAllowanceCredits: read.FLYWHEEL_ALLOWANCE_CREDITS,
      allowancesPerRange: read.FLYWHEEL_ALLOWANCES_PER_RANGE,
    },
  } as const;
}
export type Configuration = ReturnType<typeof configure>;

/** What this process was started with. @throws EnvironmentError */
export const configureFromProcess = (): Configuration => configure(process.env);
