/** Element by element. */

import { elementwise, type ElementwiseName } from "@evenkeel/kernels/nn";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";
import { addRow } from "./rows.ts";

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

/** Equal shapes, or one number with a tensor; everything else is the stock kernel's business. */
function binary(name: ElementwiseName): KernelBody {
  return ({ inputs: { a, b }, backend, stock }) => {
    if (!allFloat32(a, b)) return stock();
    const equal = util.arraysEqual(a!.shape, b!.shape);
    const [aSize, bSize] = [sizeOf(a!.shape), sizeOf(b!.shape)];
    const aNumber = aSize === 1 && a!.shape.length <= b!.shape.length;
    const bNumber = bSize === 1 && b!.shape.length <= a!.shape.length;
    if (!equal && !aNumber && !bNumber || Math.max(aSize, bSize) < 16) return stock();
    const shape = bNumber || equal ? a!.shape : b!.shape;
    const values = (tensor: TensorInfo, size: number) =>
      size === 1 ? backend.number(tensor) : backend.values(tensor);
    return joined(name, backend, [values(a!, aSize), values(b!, bSize)], shape);
  };
}

/** One tensor and a number. */
function unary(
  name: ElementwiseName,
  // deno-lint-ignore no-explicit-any
  number: (attrs: any) => number,
): KernelBody {
  return ({ inputs: { x }, attrs, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) < 16) return stock();
    const by = new Float32Array([number(attrs)]);
    return joined(name, backend, [backend.values(x!), by], x!.shape);
  };
}

/** Sums, products, and the bends of activations. */
export const ARITHMETIC_KERNELS: Kernels = {
  Add: (call) => {
    const { inputs: { a, b }, backend } = call;
    const row = allFloat32(a, b) && sizeOf(b!.shape) > 1 && b!.shape.length < a!.shape.length
      ? addRow(backend, a!, b!)
      : undefined;
    return row ?? binary("add")(call);
  },
  Sub: binary("sub"),
  Multiply: binary("mul"),
  RealDiv: binary("div"),
  Maximum: binary("maximum"),
  Minimum: binary("minimum"),
  SquaredDifference: binary("squaredDifference"),
  Relu: unary("maximum", () => 0),
  LeakyRelu: unary("leakyRelu", ({ alpha }) => alpha),
  Step: unary("step", ({ alpha }) => alpha),
  Neg: unary("mul", () => -1),
  Square: ({ inputs: { x }, backend, stock }) => {
    if (!allFloat32(x) || sizeOf(x!.shape) < 16) return stock();
    const values = backend.values(x!);
    return joined("mul", backend, [values, values], x!.shape);
  },
};
