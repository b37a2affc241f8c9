/** How a kernel reads and makes tensors on the two backends whose memory JavaScript can see. */

import type { Engine } from "@evenkeel/kernels/engine";
import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";

/** A backend as a kernel sees it: float32 in, float32 out. */
export interface BackendAccess {
  /** The values; perhaps a view of the backend's own memory, so only good until the next `make`. */
  read(tensor: TensorInfo): Float32Array;
  /** A new tensor that holds the values. */
  make(shape: readonly number[], values: Float32Array): TensorInfo;
  /** The engine to compute with; the scalar engine when absent. */
  readonly engine?: Engine;
  /** A new tensor to be filled, where the backend lets others write into its memory. */
  create?(shape: readonly number[]): { readonly info: TensorInfo; readonly values: Float32Array };
}

/** A tensor that `compute` fills; it is told where, if that is the backend's own memory. */
export function makeFilled(
  { create, make }: BackendAccess,
  shape: readonly number[],
  compute: (out: Float32Array | undefined) => Float32Array,
): TensorInfo {
  if (create === undefined) return make(shape, compute(undefined));
  const { info, values } = create(shape);
  compute(values);
  return info;
}

// Structural types: no backend package is imported.
interface CpuLike {
  readonly data: { get(dataId: object): { readonly values: unknown } };
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array): TensorInfo;
}
interface WasmLike {
  typedArrayFromHeap(tensor: TensorInfo): unknown;
  makeOutput(
    shape: number[],
    dtype: DataType,
    memoryOffset?: number,
    values?: Float32Array,
  ): TensorInfo;
}

/** The stock cpu backend. */
export function cpuAccess(backend: unknown): BackendAccess {
  const cpu = backend as CpuLike;
  return {
    read: (tensor) => toFloat32(cpu.data.get(tensor.dataId).values),
    make: (shape, values) => cpu.makeTensorInfo([...shape], "float32", values),
  };
}

/** The stock wasm backend. Views are copied, since `make` may grow, and so move, its memory. */
export function wasmAccess(backend: unknown): BackendAccess {
  const wasm = backend as WasmLike;
  return {
    read: (tensor) => toFloat32(wasm.typedArrayFromHeap(tensor)).slice(),
    make: (shape, values) => wasm.makeOutput([...shape], "float32", undefined, values),
  };
}

function toFloat32(values: unknown): Float32Array {
  if (values instanceof Float32Array) return values;
  return Float32Array.from(values as ArrayLike<number>);
}
