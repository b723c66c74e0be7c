/** Each question, the tail and the sorting occupy one of these threads while DuckDB works; Node would start four. */
const threads = 16;

export const childEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, UV_THREADPOOL_SIZE: String(threads) });
