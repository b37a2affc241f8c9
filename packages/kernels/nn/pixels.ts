/**
 * Moving whole pixels: padding, nearest-neighbor upsampling, and their gradients.
 *
 * @module
 */

import { describe } from "../_check.ts";
import { Lease } from "../simd/_lease.ts";
import { machineOf } from "../simd/_machines.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { borrow } from "./_borrow.ts";
import { checkFloat32, outputLike, wantedOf } from "./_output.ts";
import { gatherPixels, scatterPixels, UNIT_PIXELS } from "./_kernels/pixels.ts";

/** Options of {@linkcode gather} and {@linkcode gatherBackward}. */
export interface PixelOptions {
  /** How many images there are. */
  readonly images: number;
  /** How many pixels an image of `x` has. */
  readonly pixels: number;
  /** How many channels a pixel has. */
  readonly channels: number;
  /** For each pixel of an image of `y`, which pixel of `x` it is; -1 for none. */
  readonly sources: Int32Array;
  /** The engine to compute with. */
  readonly engine: SimdEngine;
  /** Written; new when absent. Not an input. */
  readonly out?: Float32Array;
}

/**
 * Builds images from other images' pixels: `y[n, i] = x[n, sources[i]]`, zeros where the source is -1.
 *
 * @param x `[images, pixels, channels]`. Not written.
 * @param options The sizes and the sources.
 * @returns `[images, sources.length, channels]`.
 * @throws {TypeError} If an array is of another type, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a length does not fit, a source is no pixel, or `out` overlaps the input.
 *
 * @example
 * ```ts
 * import { createEngine, gather } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { images: 1, pixels: 3, channels: 1, engine };
 * const sources = new Int32Array([1, 0, 1, 2, -1]); // reflection on the left, zeros on the right
 * const y = gather(new Float32Array([5, 6, 7]), { ...options, sources });
 * assertEquals([...y], [6, 5, 6, 7, 0]);
 * engine.dispose();
 * ```
 */
export function gather(x: Float32Array, options: PixelOptions): Float32Array {
  const { images, pixels, channels, sources, engine } = options;
  const out = open("x", x, options);
  if (out.length === 0) return out;
  const machine = machineOf(engine);
  const lease = new Lease(machine);
  try {
    borrow(machine, { inputs: [x], outputs: [out] }, ([from, to]) => {
      const blocks = Math.ceil(sources.length / UNIT_PIXELS);
      machine.run(gatherPixels, { units: images * blocks, grain: 1 }, [
        from!,
        to!,
        lease.put(sources),
        lease.zeros(channels + 4),
        4 * channels,
        sources.length,
        4 * pixels * channels,
        blocks,
      ]);
    });
  } finally {
    lease.end();
  }
  return out;
}

/**
 * The gradient of {@linkcode gather}: what reaches a pixel from all its copies is added up.
 *
 * @param dy `[images, sources.length, channels]`. Not written.
 * @param options The options of the forward call.
 * @returns `[images, pixels, channels]`.
 * @throws {TypeError} If an array is of another type, or the engine has no SIMD WebAssembly.
 * @throws {RangeError} If a length does not fit, a source is no pixel, or `out` overlaps the input.
 *
 * @example
 * ```ts
 * import { createEngine, gatherBackward } from "@evenkeel/kernels/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = await createEngine();
 * const options = { images: 1, pixels: 2, channels: 1, engine };
 * const sources = new Int32Array([0, 0, 1, -1]);
 * const dx = gatherBackward(new Float32Array([1, 2, 4, 8]), { ...options, sources });
 * assertEquals([...dx], [3, 4]);
 * engine.dispose();
 * ```
 */
export function gatherBackward(dy: Float32Array, options: PixelOptions): Float32Array {
  const { images, pixels, channels, sources, engine } = options;
  const out = open("dy", dy, options);
  if (out.length === 0 || dy.length === 0) return out.fill(0);
  const machine = machineOf(engine);
  const lease = new Lease(machine);
  try {
    borrow(machine, { inputs: [dy], outputs: [out] }, ([from, to]) => {
      machine.view(to!, out.length).fill(0);
      machine.run(scatterPixels, { units: images, grain: 1 }, [
        from!,
        to!,
        lease.put(sources),
        4 * channels,
        sources.length,
        4 * pixels * channels,
      ]);
    });
  } finally {
    lease.end();
  }
  return out;
}

/** Checks everything, and finds the output. */
function open(
  name: "x" | "dy",
  array: Float32Array,
  { images, pixels, channels, sources, out }: PixelOptions,
): Float32Array {
  if (!(sources instanceof Int32Array)) {
    throw new TypeError(`sources must be an Int32Array, got ${describe(sources)}`);
  }
  const small = wantedOf([images, pixels, channels]);
  const large = wantedOf([images, sources.length, channels]);
  const [from, to] = name === "x" ? [small, large] : [large, small];
  checkFloat32(name, array, from);
  const written = outputLike(out, array, { ...to, inputs: { [name]: array } });
  // By index: an iterator takes as long as the kernel.
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i]!;
    // From -1 to the last pixel, in one comparison.
    if ((source + 1) >>> 0 <= pixels) continue;
    throw new RangeError(`sources must be from -1 to ${pixels - 1}, got ${source}`);
  }
  return written;
}
