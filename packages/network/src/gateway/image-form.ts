type Form = {
  readonly fields: Readonly<Record<string, string>>;
  readonly images: readonly Uint8Array[];
};

/** A multipart form as OpenAI's client sends one: `image` once, or `image[]` for each. Null when it is none. */
export async function readForm(request: Request, mostBytes: number): Promise<Form | "too-large" | null> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data") || !request.body) return null;
  const body = await readAtMost(request.body, mostBytes);
  if (!body) return "too-large";
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => null);
  if (!form) return null;

  const fields: Record<string, string> = {};
  const images: Uint8Array[] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
    else if (name === "image" || name === "image[]") images.push(new Uint8Array(await value.arrayBuffer()));
    else fields[name] = value.name;
  }
  return { fields, images };
}

/** Null when there is more. What was sent is counted as it comes, whatever its headers claim. */
async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > most) return null;
    pieces.push(new Uint8Array(piece));
  }
  return new Blob(pieces);
}
