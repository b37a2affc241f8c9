/** Comparisons with a number, and the choices that are made with them. */

import { util } from "@tensorflow/tfjs-core";
import { allFloat32, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";

/** Compares each element of a tensor with one number. */
function comparison(
  compare: (x: Float32Array, by: number, truths: Uint8Array) => void,
): KernelBody {
  return ({ inputs: { a, b }, backend, stock }) => {
    const number = sizeOf(b!.shape) === 1 && b!.shape.length <= a!.shape.length;
    if (!number || !allFloat32(a, b)) return stock();
    const truths = new Uint8Array(sizeOf(a!.shape));
    compare(backend.values(a!), backend.number(b!)[0]!, truths);
    return backend.makeTensorInfo([...a!.shape], "bool", truths);
  };
}

/** What the gradients of activations are composed of. */
export const CHOICE_KERNELS: Kernels = {
  Greater: comparison((x, by, truths) => {
    for (let i = 0; i < x.length; i++) truths[i] = x[i]! > by ? 1 : 0;
  }),
  GreaterEqual: comparison((x, by, truths) => {
    for (let i = 0; i < x.length; i++) truths[i] = x[i]! >= by ? 1 : 0;
  }),
  LessEqual: comparison((x, by, truths) => {
    for (let i = 0; i < x.length; i++) truths[i] = x[i]! <= by ? 1 : 0;
  }),
  Select: ({ inputs: { condition, t, e }, backend, stock }) => {
    const equal = util.arraysEqual(condition!.shape, t!.shape);
    if (!equal || !allFloat32(t, e)) return stock();
    const truths = backend.data.get(condition!.dataId).values as Uint8Array;
    const [yes, no] = [backend.values(t!), backend.values(e!)];
    const { info, values } = backend.create(t!.shape);
    for (let i = 0; i < values.length; i++) values[i] = truths[i] ? yes[i]! : no[i]!;
    return info;
  },
};
