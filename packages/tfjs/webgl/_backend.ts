/** The part of the stock webgl backend that our kernels use; its package is not imported. */

import { type DataType, env, type TensorInfo } from "@tensorflow/tfjs-core";
import { preludeOf, readerOf } from "./_snippets.ts";

/** A fragment shader, as the backend takes it. */
interface Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly packedInputs: boolean;
  readonly packedOutput: boolean;
  readonly enableShapeUniforms: boolean;
  readonly customUniforms: { readonly name: string; readonly type: "float" | "ivec4" }[];
}

/** What the backend knows of a tensor. */
interface TextureData {
  /** The shape by which a packed texture is laid out; a reshaped tensor may have another one. */
  readonly shape: readonly number[];
  /** Rows and columns; of a packed texture twice as many as it has texels. */
  readonly texShape: readonly [number, number];
  /** What has not been uploaded yet. */
  readonly values?: ArrayLike<number> | null;
  /** Of what lies inside another tensor's texture. */
  readonly slice?: { readonly flatOffset: number } | null;
  isPacked?: boolean;
}

/** The stock backend, as far as it goes. */
export interface WebGLLike {
  readonly texData: { get(dataId: object): TextureData };
  uploadToGPU(dataId: object): void;
  readSync(dataId: object): unknown;
  runWebGLProgram(
    program: Program,
    inputs: TensorInfo[],
    dtype: DataType,
    uniforms: (readonly number[])[],
    keepPacked: boolean,
  ): TensorInfo;
  makeTensorInfo(shape: number[], dtype: DataType, values?: Float32Array): TensorInfo;
  disposeData(dataId: object): boolean;
}

// The backend would write functions that read a tensor of this shape, and compile a shader for each
// kind of shape. Ours read textures by themselves; a rank of 3 and no side of a texture's size have all
// shapes share one shader.
const ANY_SHAPE = [2, 3, 1_000_003];

/** Four integers, or one float, that a shader reads by name. */
export type Ints = readonly [number, number, number, number];
type UniformValue = Ints | { readonly float: number };

/** What one dispatch needs. */
export interface Dispatch {
  /**
   * `main` and its functions. They read inputs by `NAME_(index)`, begin by asking which result they
   * are for, `place()`, and end in `setOutput`.
   */
  readonly code: string;
  /** What it reads, by the name in the code. */
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly uniforms: Readonly<Record<string, UniformValue>>;
  /** How many results there are. */
  readonly size: number;
  /** Whether each result is a `vec4`. */
  readonly vectors?: boolean;
  /** Which inputs are such results, and read as such. */
  readonly vectorInputs?: readonly string[];
}

/** Whether textures hold 16 bits, so that a number of more digits has to be stored as two. */
export function isHalf(): boolean {
  return !env().getBool("WEBGL_RENDER_FLOAT32_ENABLED");
}

/** Whether all numbers are zeros that are known without a look at the GPU. */
export function isZero(backend: WebGLLike, { dataId }: TensorInfo): boolean {
  const { values } = backend.texData.get(dataId);
  return values !== null && values !== undefined &&
    Array.prototype.every.call(values, (value) => value === 0);
}

/** Runs the code once; gives its result, flat. */
export function dispatch(backend: WebGLLike, options: Dispatch): TensorInfo {
  const { code, inputs, uniforms, size, vectors = false, vectorInputs = [] } = options;
  const names = Object.keys(inputs);
  const tensors = Object.values(inputs);
  // The backend would pass small ones as uniforms, and not as textures.
  for (const { dataId } of tensors) backend.uploadToGPU(dataId);
  const textures = tensors.map(({ dataId }) => backend.texData.get(dataId));
  const packed = textures.map(({ isPacked }) => isPacked === true);
  const readers = names.map((name, i) =>
    readerOf(name, vectorInputs.includes(name) ? "vector" : packed[i] ? "packed" : "single")
  );
  const all: Record<string, UniformValue> = {
    zero: [0, 0, 0, 0],
    ...Object.fromEntries(names.map((name, i) => [`${name}At`, placeOf(textures[i]!)])),
    ...uniforms,
  };
  const program: Program = {
    variableNames: names,
    // A texel of a packed texture has two numbers of each of two rows.
    outputShape: vectors ? [2, 2 * size] : [size],
    userCode: preludeOf({ half: isHalf(), vectors }) + readers.join("") + code,
    packedInputs: false,
    packedOutput: vectors,
    // Sizes as uniforms: the backend compiles one shader for all of them.
    enableShapeUniforms: true,
    customUniforms: Object.entries(all).map(([name, value]) => ({
      name,
      type: "float" in value ? "float" : "ivec4",
    })),
  };
  const values = Object.values(all).map((value) => "float" in value ? [value.float] : value);
  // The backend unpacks what a program does not expect to be packed; ours reads it as it is.
  const packedTextures = textures.filter((_, i) => packed[i]);
  for (const texture of packedTextures) texture.isPacked = false;
  try {
    return backend.runWebGLProgram(
      program,
      tensors.map((tensor) => shaped(tensor, ANY_SHAPE)),
      "float32",
      values,
      true,
    );
  } finally {
    for (const texture of packedTextures) texture.isPacked = true;
  }
}

/** The same data in another shape. */
export function shaped({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId, dtype, shape: [...shape] };
}

/** Width in texels, where the tensor begins, and the columns and rows by which it is packed. */
function placeOf({ shape, texShape, slice, isPacked = false }: TextureData): Ints {
  const width = isPacked ? Math.ceil(texShape[1] / 2) : texShape[1];
  return [width, slice?.flatOffset ?? 0, shape.at(-1) ?? 1, shape.at(-2) ?? 1];
}
