import { fileURLToPath } from "node:url";

/** The folder of all apps, seen from src/ in development and from dist/ when built. */
export const appsFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
