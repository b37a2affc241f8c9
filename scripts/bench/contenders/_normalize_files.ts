/** The accuracy report's request: one statistic's values in a file, `y` out into another. */

/** What comes through the pipe. */
export interface NormalizeRequest {
  /** Paths of raw little-endian float32. */
  readonly x: string;
  readonly y: string;
  /** One sample, one channel: `[1, 1, h, w]`, or `[1, h, w, 1]`. */
  readonly shape: readonly number[];
  readonly layout: "channels-first" | "channels-last";
  readonly epsilon: number;
}

/** Mean and biased variance, where the library tells them. */
export interface NormalizeResult {
  readonly mean?: number;
  readonly variance?: number;
}

/** Reads `x`, normalizes, writes `y`. */
export async function normalizeFiles(
  request: NormalizeRequest,
  norm: (
    x: Float32Array<ArrayBuffer>,
    request: NormalizeRequest,
  ) => NormalizeResult & { readonly y: Float32Array },
): Promise<NormalizeResult> {
  const x = new Float32Array((await Deno.readFile(request.x)).buffer);
  const { y, ...moments } = norm(x, request);
  await Deno.writeFile(request.y, new Uint8Array(y.slice().buffer));
  return moments;
}
