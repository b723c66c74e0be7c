import type { z } from "zod";

type Read<Body> =
  | { readonly outcome: "read"; readonly body: Body }
  | { readonly outcome: "refused"; readonly param: string };

/** Says which field is wrong, never what it held. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Read<z.output<Schema>>> {
  const json = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { outcome: "read", body: parsed.data };
  return { outcome: "refused", param: parsed.error.issues[0]?.path.join(".") || "body" };
}
