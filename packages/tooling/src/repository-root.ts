import { fileURLToPath } from "node:url";

/** Where this copy of the repository lives; scripts work from any folder. */
export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url)).replace(/[\\/]$/, "");
