/** How steeply colours change at each pixel: Sobel's operator on the tone, and on the two differences that tone hides. */
export function edgesOf(bytes: Uint8ClampedArray, width: number, height: number, reach: number): Float32Array {
  const count = width * height;
  const planes = [new Float32Array(count), new Float32Array(count)] as const;
  const [tones, hues] = planes;
  for (let index = 0, at = 0; index < count; index += 1, at += 4) {
    const [red, green, blue] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    tones[index] = 0.3 * red + 0.59 * green + 0.11 * blue;
    hues[index] = 0.6 * (red - blue) - 0.3 * green;
  }
  const edges = new Float32Array(count);
  for (let y = reach; y < height - reach; y += 1) {
    for (let x = reach; x < width - reach; x += 1) {
      const at = y * width + x;
      let steepest = 0;
      for (const plane of planes) {
        const [up, down] = [at - reach * width, at + reach * width];
        const nw = plane[up - reach] ?? 0;
        const ne = plane[up + reach] ?? 0;
        const sw = plane[down - reach] ?? 0;
        const se = plane[down + reach] ?? 0;
        const gx = ne + 2 * (plane[at + reach] ?? 0) + se - nw - 2 * (plane[at - reach] ?? 0) - sw;
        const gy = sw + 2 * (plane[down] ?? 0) + se - nw - 2 * (plane[up] ?? 0) - ne;
        steepest = Math.max(steepest, Math.abs(gx) + Math.abs(gy));
      }
      edges[at] = steepest / 4;
    }
  }
  return edges;
}
