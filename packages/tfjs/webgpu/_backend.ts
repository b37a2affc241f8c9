/** The part of the stock webgpu backend that our kernels use; its package is not imported. */

import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";

/** A compute shader, as the backend takes it. It fills in the members that it needs to remember. */
export interface Program {
  readonly outputShape: number[];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  readonly uniforms: string;
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { readonly x: number[] };
  dispatch: [number, number, number];
  shaderKey: string;
  getUserCode(): string;
}

interface Uniform {
  readonly type: "int32" | "float32";
  readonly data: number[];
}

/** The stock backend, as far as it goes. */
export interface WebGPULike {
  runWebGPUProgram(
    program: Program,
    inputs: TensorInfo[],
    dtype: DataType,
    uniforms: Uniform[],
  ): TensorInfo;
  makeTensorInfo(shape: number[], dtype: DataType, values?: Float32Array): TensorInfo;
  disposeData(dataId: object): boolean;
}

/** One number, or four, that a shader reads by name. */
export type UniformValue =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly ints: readonly [number, number, number, number] };

/** What one dispatch needs. */
export interface Dispatch {
  /** Names the code: equal keys, equal code. */
  readonly key: string;
  readonly code: string;
  /** What it reads, by the name in the code. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Which inputs and whether the output are read and written as `vec4<f32>`. */
  readonly vectors?: readonly string[];
  /** What it writes besides its result, by the name in the code. */
  readonly extra?: Readonly<Record<string, TensorInfo>>;
  readonly uniforms: Readonly<Record<string, UniformValue>>;
  /** How many elements the result, `result` in the code, has. */
  readonly size: number;
  readonly workgroups: number;
}

/** How many threads a workgroup has. */
export const WORKGROUP = 64;

/** Runs the code once; gives its result, flat. */
export function dispatch(backend: WebGPULike, options: Dispatch): TensorInfo {
  const { key, code, inputs, vectors = [], extra = {}, uniforms, size, workgroups } = options;
  const names = [...Object.keys(inputs), ...Object.keys(extra)];
  const program: Program = {
    outputShape: [size],
    variableNames: names.map((name) => name in extra ? `${name}Unused` : name),
    variableComponents: names.map((name) => vectors.includes(name) ? 4 : 1),
    outputComponent: vectors.includes("result") ? 4 : 1,
    uniforms: Object.entries(uniforms).map(([name, value]) => `${name} : ${typeOf(value)},`).join(
      " ",
    ),
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [workgroups, 1, 1],
    shaderKey: `evenkeel_${key}`,
    getUserCode: () => outputs(Object.keys(inputs).length, Object.keys(extra)) + code,
  };
  const tensors = [...Object.values(inputs), ...Object.values(extra)].map(flat);
  return backend.runWebGPUProgram(program, tensors, "float32", Object.values(uniforms).map(toData));
}

/** A tensor to be written as an extra output. */
export function makeEmpty(backend: WebGPULike, size: number): TensorInfo {
  return backend.makeTensorInfo([size], "float32");
}

/** The same data in another shape. */
export function shaped({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId, dtype, shape: [...shape] };
}

/** How many workgroups have one thread for each item. */
export function workgroupsFor(items: number): number {
  return Math.ceil(items / WORKGROUP);
}

/**
 * The backend writes one tensor per dispatch and declares the others read-only. WGSL lets two variables
 * have one binding if the entry point uses only one of them, so the code declares its own.
 */
function outputs(inputs: number, extra: readonly string[]): string {
  return extra.map((name, i) =>
    `@group(0) @binding(${1 + inputs + i}) var<storage, read_write> ${name}: array<f32>;\n`
  ).join("");
}

// A rank of 1 everywhere, so that the backend compiles one shader for all ranks.
function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [shape.reduce((a, b) => a * b, 1)] };
}

function typeOf(value: UniformValue): string {
  if ("float" in value) return "f32";
  return "int" in value ? "i32" : "vec4<i32>";
}

function toData(value: UniformValue): Uniform {
  if ("float" in value) return { type: "float32", data: [value.float] };
  return { type: "int32", data: "int" in value ? [value.int] : [...value.ints] };
}
