/** The part of the stock webgpu backend that our kernels use; its package is not imported. */

import { type DataType, type TensorInfo, util } from "@tensorflow/tfjs-core";
import { FUNCTIONS } from "./_snippets.ts";
import { WORKGROUP } from "./_workgroup.ts";

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

/** A whole number, or four, that a shader reads by name. */
export type UniformValue = number | readonly [number, number, number, number];

/** What one dispatch needs. */
export interface Dispatch<Extra extends string> {
  /** Names the code: equal keys, equal code. */
  readonly key: string;
  /** After the functions that all shaders share. */
  readonly code: string;
  /** What it reads, by the name in the code. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Which inputs and whether the output are read and written as `vec4<f32>`. */
  readonly vectors?: readonly string[];
  /** The shapes of what it writes besides its result, by the name in the code. */
  readonly extra?: Readonly<Record<Extra, readonly number[]>>;
  /** Besides `epsilon`, and a `zero` that the compiler does not know of. */
  readonly uniforms: Readonly<Record<string, UniformValue>>;
  readonly epsilon: number;
  /** The shape of the result, `result` in the code, which sees it flat. */
  readonly shape: readonly number[];
  readonly workgroups: number;
}

/** Runs the code once; gives its result and what else it writes. */
export function dispatch<Extra extends string = never>(
  backend: WebGPULike,
  options: Dispatch<Extra>,
): Readonly<Record<"result" | Extra, TensorInfo>> {
  const { key, code, inputs, vectors = [], shape, workgroups } = options;
  const shapes = Object.entries<readonly number[]>(options.extra ?? {});
  const extra = Object.fromEntries(
    shapes.map(([name, shape]) => [name, backend.makeTensorInfo([...shape], "float32")]),
  ) as Record<Extra, TensorInfo>;
  const uniforms = { ...options.uniforms, zero: 0 };
  const tensors: Record<string, TensorInfo> = { ...inputs, ...extra };
  const names = Object.keys(tensors);
  const program: Program = {
    outputShape: [util.sizeFromShape([...shape])],
    variableNames: names.map((name) => name in extra ? `${name}Unused` : name),
    variableComponents: names.map((name) => vectors.includes(name) ? 4 : 1),
    outputComponent: vectors.includes("result") ? 4 : 1,
    uniforms:
      Object.entries(uniforms).map(([name, value]) =>
        `${name} : ${typeof value === "number" ? "i32" : "vec4<i32>"}, `
      ).join("") + "epsilon : f32,",
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [workgroups, 1, 1],
    shaderKey: `evenkeel_${key}`,
    getUserCode: () => outputs(names, extra) + FUNCTIONS + code,
  };
  // A rank of 1 everywhere, so that the backend compiles one shader for all ranks.
  const flat = Object.values(tensors).map((tensor) =>
    shaped(tensor, [util.sizeFromShape(tensor.shape)])
  );
  const result = backend.runWebGPUProgram(program, flat, "float32", [
    ...Object.values(uniforms).map((value): Uniform => ({ type: "int32", data: [value].flat() })),
    { type: "float32", data: [options.epsilon] },
  ]);
  return { ...extra, result: shaped(result, shape) };
}

function shaped({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
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
function outputs(names: readonly string[], extra: Readonly<Record<string, unknown>>): string {
  return names.map((name, i) =>
    name in extra
      ? `@group(0) @binding(${1 + i}) var<storage, read_write> ${name}: array<f32>;\n`
      : ""
  ).join("");
}
