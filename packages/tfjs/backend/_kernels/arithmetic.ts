/** Element by element. */

import { elementwise, type ElementwiseName } from "@evenkeel/kernels/nn";
import { backend_util, type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Attributes, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";
import { broadcast } from "./strided.ts";

function joined(
  name: ElementwiseName,
  backend: EvenkeelBackend,
  [a, b]: readonly [Float32Array, Float32Array],
  shape: readonly number[],
): TensorInfo {
  const { info, values } = backend.create(shape);
  elementwise(name, [a, b], { engine: backend.engine, out: values });
  return info;
}

/** Two tensors; one that is smaller is repeated. */
function binary(name: ElementwiseName): KernelBody {
  return ({ inputs: { a, b }, backend, stock }) => {
    if (!allFloat32(a, b) || Math.max(sizeOf(a!.shape), sizeOf(b!.shape)) < 16) return stock();
    const shape = util.arraysEqual(a!.shape, b!.shape)
      ? a!.shape
      : backend_util.assertAndGetBroadcastShape(a!.shape, b!.shape);
    if (sizeOf(shape) === 0) return stock();
    const repeated: TensorInfo[] = [];
    const values = (tensor: TensorInfo) => {
      const size = sizeOf(tensor.shape);
      if (size === sizeOf(shape)) return backend.values(tensor);
      if (size === 1) return backend.number(tensor);
      if (isLastAxes(tensor.shape, shape)) return backend.values(tensor);
      const whole = broadcast(backend, tensor, shape);
      repeated.push(whole);
      return backend.values(whole);
    };
    const info = joined(name, backend, [values(a!), values(b!)], shape);
    for (const whole of repeated) backend.disposeIntermediateTensorInfo(whole);
    return info;
  };
}

/** Whether a tensor has the sizes that another one ends with, and so is repeated as a whole. */
function isLastAxes(part: readonly number[], shape: readonly number[]): boolean {
  const own = part.slice(part.findIndex((size) => size !== 1));
  return util.arraysEqual(own, shape.slice(shape.length - own.length));
}

/** One tensor and a number. */
function unary(
  name: ElementwiseName,
  number: (attrs: Attributes) => number,
): KernelBody {
  return ({ inputs: { x }, attrs, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) < 16) return stock();
    const by = new Float32Array([number(attrs)]);
    return joined(name, backend, [backend.values(x!), by], x!.shape);
  };
}

/** What lies outside becomes the nearest of two numbers. */
function clip(ends: (attrs: Attributes) => readonly [number, number]): KernelBody {
  return ({ inputs: { x }, attrs, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) < 16) return stock();
    const { info, values } = backend.create(x!.shape);
    const [least, most] = ends(attrs).map((end) => Float32Array.of(end));
    const options = { engine: backend.engine, out: values };
    elementwise("maximum", [backend.values(x!), least!], options);
    elementwise("minimum", [values, most!], options);
    return info;
  };
}

/** Sums, products, and the bends of activations. */
export const ARITHMETIC_KERNELS: Kernels = {
  Add: binary("add"),
  Sub: binary("sub"),
  Multiply: binary("mul"),
  RealDiv: binary("div"),
  Maximum: binary("maximum"),
  Minimum: binary("minimum"),
  SquaredDifference: binary("squaredDifference"),
  Relu: unary("maximum", () => 0),
  Relu6: clip(() => [0, 6]),
  ClipByValue: clip(({ clipValueMin, clipValueMax }) => [clipValueMin, clipValueMax]),
  LeakyRelu: unary("leakyRelu", ({ alpha }) => alpha),
  Step: unary("step", ({ alpha }) => alpha),
  Neg: unary("mul", () => -1),
  Square: ({ inputs: { x }, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) < 16) return stock();
    const values = backend.values(x!);
    return joined("mul", backend, [values, values], x!.shape);
  },
};
