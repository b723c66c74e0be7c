import { once } from "node:events";
import { configure } from "./environment.ts";
import { explain } from "./explain.ts";
import { openProduct } from "./product.ts";

async function main() {
  const configuration = configure(process.env);
  const product = await openProduct(configuration);
  console.log(product.greeting);
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT"), once(process, "disconnect")]);
  await product.close();
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(explain(cause));
    process.exit(1);
  },
);
