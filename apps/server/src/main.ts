import { once } from "node:events";
import { configure } from "./environment.ts";
import { explain } from "./explain.ts";
import { openProduct } from "./product.ts";

async function main() {
  const configuration = configure(process.env);
  // Before anything is opened: what is asked for in the middle of opening is done in order once all is open.
  const asked = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT"), once(process, "disconnect")]);
  const product = await openProduct(configuration);
  console.log(product.greeting);
  await asked;
  await product.close();
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(explain(cause));
    process.exit(1);
  },
);
