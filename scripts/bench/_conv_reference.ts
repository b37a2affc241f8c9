/** Single elements of a convolution and its gradients, in float64: what contenders are held against. */

import { type ConvCase, filterShape, outputShape, sizeOf } from "./conv_cases.ts";
import type { Probe } from "./_probe.ts";
import { fillNoise, probed } from "./_shared/inputs.js";

/** How many elements of each output are compared. */
export const CONV_PROBES = 512;

/** Seeds of `fillNoise`. */
export const CONV_SEEDS = { x: 1, filter: 2, dy: 3 } as const;

/** The three arrays that a case may need, in the order of TensorFlow. */
export function convInputs(
  one: ConvCase,
): { readonly x: Float32Array; readonly filter: Float32Array; readonly dy: Float32Array } {
  const create = (shape: readonly number[], seed: number) => {
    const array = new Float32Array(sizeOf(shape));
    fillNoise(array, seed);
    return array;
  };
  return {
    x: create(one.inputShape, CONV_SEEDS.x),
    filter: create(filterShape(one), CONV_SEEDS.filter),
    dy: create(outputShape(one), CONV_SEEDS.dy),
  };
}

/** What a probe of the case should be. */
export function convReference(one: ConvCase): Probe {
  const inputs = convInputs(one);
  const [name, shape, element] = {
    forward: ["y", outputShape(one), outputElement] as const,
    dx: ["dx", one.inputShape, inputElement] as const,
    dw: ["dw", filterShape(one), filterElement] as const,
  }[one.pass];
  const values = probed(sizeOf(shape), CONV_PROBES).map((i: number) =>
    element(one, unravel(i, shape), inputs)
  );
  return { [name]: values };
}

type Inputs = ReturnType<typeof convInputs>;
type Index = readonly [number, number, number, number];

function outputElement(one: ConvCase, [n, oy, ox, o]: Index, { x, filter }: Inputs): number {
  const { kernel, stride, padding, inputShape } = one;
  let sum = 0;
  for (let ky = 0; ky < kernel; ky++) {
    for (let kx = 0; kx < kernel; kx++) {
      const [iy, ix] = [oy * stride + ky - padding, ox * stride + kx - padding];
      if (!inside(iy, inputShape[1]) || !inside(ix, inputShape[2])) continue;
      for (let c = 0; c < inputShape[3]; c++) {
        sum += at(x, inputShape, [n, iy, ix, c]) * at(filter, filterShape(one), [ky, kx, c, o]);
      }
    }
  }
  return sum;
}

function inputElement(one: ConvCase, [n, iy, ix, c]: Index, { dy, filter }: Inputs): number {
  const { kernel, stride, padding, outputs } = one;
  const shape = outputShape(one);
  let sum = 0;
  for (let ky = 0; ky < kernel; ky++) {
    for (let kx = 0; kx < kernel; kx++) {
      const [oy, ox] = [(iy + padding - ky) / stride, (ix + padding - kx) / stride];
      if (!inside(oy, shape[1]) || !inside(ox, shape[2])) continue;
      for (let o = 0; o < outputs; o++) {
        sum += at(dy, shape, [n, oy, ox, o]) * at(filter, filterShape(one), [ky, kx, c, o]);
      }
    }
  }
  return sum;
}

function filterElement(one: ConvCase, [ky, kx, c, o]: Index, { x, dy }: Inputs): number {
  const { stride, padding, inputShape } = one;
  const shape = outputShape(one);
  let sum = 0;
  for (let n = 0; n < shape[0]; n++) {
    for (let oy = 0; oy < shape[1]; oy++) {
      const iy = oy * stride + ky - padding;
      if (!inside(iy, inputShape[1])) continue;
      for (let ox = 0; ox < shape[2]; ox++) {
        const ix = ox * stride + kx - padding;
        if (!inside(ix, inputShape[2])) continue;
        sum += at(x, inputShape, [n, iy, ix, c]) * at(dy, shape, [n, oy, ox, o]);
      }
    }
  }
  return sum;
}

function inside(at: number, size: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < size;
}

function at(array: Float32Array, [, b, c, d]: Index, [i, j, k, l]: Index): number {
  return array[((i * b + j) * c + k) * d + l]!;
}

function unravel(index: number, [, b, c, d]: Index): Index {
  return [
    Math.floor(index / (b * c * d)),
    Math.floor(index / (c * d)) % b,
    Math.floor(index / d) % c,
    index % d,
  ];
}
