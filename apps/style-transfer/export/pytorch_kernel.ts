/** Kernels as PyTorch and ONNX lay them out. */

import { type Convolution, kernelShape } from "../model/layers.ts";
import type { Weight } from "../model/weights.ts";

/**
 * Moves the two spatial axes to the end: `[to, from, size, size]`, for a depthwise kernel
 * `[from, 1, size, size]`, for a transposed one `[from, to, size, size]`.
 */
export function toPytorchKernel(layer: Convolution, values: Float32Array): Weight {
  const [height, width, first, second] = kernelShape(layer) as [number, number, number, number];
  // A depthwise kernel is [size, size, from, 1]: its channels stay where they are.
  const turned = layer.kind !== "depthwise";
  const [rows, columns] = turned ? [second, first] : [first, second];
  const moved = new Float32Array(values.length);
  for (let tap = 0; tap < height * width; tap++) {
    for (let a = 0; a < first; a++) {
      for (let b = 0; b < second; b++) {
        const place = turned ? b * first + a : a * second + b;
        moved[place * height * width + tap] = values[(tap * first + a) * second + b]!;
      }
    }
  }
  return { shape: [rows, columns, height, width], values: moved };
}
