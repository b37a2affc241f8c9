/** Largest values and means of windows. */

import {
  averagePool2d,
  averagePool2dBackward,
  maxPool2d,
  maxPool2dBackward,
} from "@evenkeel/kernels/nn";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import { allFloat32, type Attributes, type Kernels } from "./kernel.ts";
import { fits, windowOf } from "./window.ts";

/** The window in our words; undefined if it is not one of ours. */
function poolOf({ shape }: TensorInfo, attrs: Attributes) {
  const filterSize: [number, number] = typeof attrs.filterSize === "number"
    ? [attrs.filterSize, attrs.filterSize]
    : attrs.filterSize;
  const filterShape = [...filterSize, shape[3]!, shape[3]!];
  const window = windowOf(shape, filterShape, { ...attrs, dilations: 1 });
  const { inputShape, strides, padding } = window.options;
  const [height, width] = filterSize;
  const narrow = Math.max(padding.top, padding.bottom) < height &&
    Math.max(padding.left, padding.right) < width;
  if (!narrow || !fits(window)) return undefined;
  return {
    outShape: window.outShape,
    options: { inputShape, windowSize: filterSize, strides, padding },
  };
}

/**
 * TensorFlow.js leaves NaN out of a maximum (its own suite asks for that), and ours hands it on, as PyTorch
 * does: where a NaN comes out, the stock kernel answers.
 */
function hasNaN(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) return true;
  return false;
}

/** Poolings and their gradients. */
export const POOLING_KERNELS: Kernels = {
  MaxPool: ({ inputs: { x }, attrs, backend, stock }) => {
    const pool = allFloat32(x) ? poolOf(x!, attrs) : undefined;
    if (pool === undefined) return stock();
    const { engine } = backend;
    const { info, values } = backend.create(pool.outShape);
    maxPool2d(backend.values(x!), { ...pool.options, engine, out: values });
    if (!hasNaN(values)) return info;
    backend.disposeIntermediateTensorInfo(info);
    return stock();
  },
  MaxPoolGrad: ({ inputs: { dy, input }, attrs, backend, stock }) => {
    const pool = allFloat32(dy, input) ? poolOf(input!, attrs) : undefined;
    if (pool === undefined || !util.arraysEqual(pool.outShape, dy!.shape)) return stock();
    const { engine } = backend;
    const { info, values } = backend.create(input!.shape);
    const largest = maxPool2d(backend.values(input!), { ...pool.options, engine });
    if (hasNaN(largest)) {
      backend.disposeIntermediateTensorInfo(info);
      return stock();
    }
    const options = { ...pool.options, engine, out: values };
    maxPool2dBackward(backend.values(dy!), backend.values(input!), options);
    return info;
  },
  AvgPool: ({ inputs: { x }, attrs, backend, stock }) => {
    const pool = allFloat32(x) ? poolOf(x!, attrs) : undefined;
    if (pool === undefined) return stock();
    const { info, values } = backend.create(pool.outShape);
    averagePool2d(backend.values(x!), {
      ...pool.options,
      engine: backend.engine,
      out: values,
    });
    return info;
  },
  // The stock kernel divides by the whole window where the forward pass leaves padding out. With an
  // explicit padding tfjs-core's own suite asks for that wrong answer, and so it stays.
  AvgPoolGrad: ({ inputs: { dy, input }, attrs, backend, stock }) => {
    const ours = allFloat32(dy, input) && !Array.isArray(attrs.pad);
    const pool = ours ? poolOf(input!, attrs) : undefined;
    if (pool === undefined || !util.arraysEqual(pool.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(input!.shape);
    averagePool2dBackward(backend.values(dy!), {
      ...pool.options,
      engine: backend.engine,
      out: values,
    });
    return info;
  },
};
