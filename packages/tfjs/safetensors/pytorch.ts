/** The names and layouts of PyTorch's modules, and those of Keras's layers. */

import { checkChoice } from "../_check.ts";
import { describe } from "../_describe.ts";
import { permute, type Values } from "./_permute.ts";
import type { SafetensorsEntry } from "./dtypes.ts";
import { toFloat32 } from "./_widen.ts";

/**
 * What a PyTorch module is, for {@linkcode readPyTorchModule} and {@linkcode writePyTorchModule}. `"norm"` is
 * instance, group, layer and RMS norm; `"convolution"` has one, two or three dimensions, and so has the
 * transposed one; a depthwise one has as many groups as input channels.
 */
export type PyTorchKind =
  | "batch-norm"
  | "norm"
  | "linear"
  | "convolution"
  | "transposed-convolution"
  | "depthwise-convolution";

const KINDS: readonly PyTorchKind[] = [
  "batch-norm",
  "norm",
  "linear",
  "convolution",
  "transposed-convolution",
  "depthwise-convolution",
];

/** One weight of a Keras layer, as {@linkcode readPyTorchModule} returns it: float32, row-major. */
export interface LayerWeight {
  /** Its axes. */
  readonly shape: readonly number[];
  /** Its values. */
  readonly data: Float32Array;
}

/** What {@linkcode readPyTorchModule} takes. */
export interface ReadPyTorchOptions {
  /** What the module is. */
  readonly kind: PyTorchKind;
  /** How many outputs a depthwise convolution has per input channel. Default 1. */
  readonly depthMultiplier?: number;
}

/** What {@linkcode writePyTorchModule} takes. */
export interface WritePyTorchOptions {
  /** What the module is. */
  readonly kind: PyTorchKind;
  /** The names that the module lacks, such as `["weight"]` of a layer with `scale: false`. */
  readonly absent?: readonly string[];
  /** `num_batches_tracked` of a batch norm. Default 0. */
  readonly batches?: number;
}

// In the order of a Keras layer's weights, after which num_batches_tracked has no counterpart.
const NORM = ["weight", "bias"] as const;
const BATCH_NORM = [...NORM, "running_mean", "running_var"] as const;

/**
 * The weights of one PyTorch module in the order and the layouts of the Keras layer of its kind:
 * `layer.setWeights(weights.map(({ data, shape }) => tensor(data, shape)))`.
 *
 * Convolutions turn from `[out, in, ...size]` to `[...size, in, out]`, transposed ones from
 * `[in, out, ...size]` to `[...size, out, in]`, depthwise ones from `[in * m, 1, ...size]` to
 * `[...size, in, m]`, linear ones from `[out, in]` to `[in, out]`. A batch norm gives gamma, beta, moving
 * mean and moving variance; `num_batches_tracked` stays behind. F16 and BF16 are widened. What the module
 * lacks (`bias=False`, `affine=False`) is left out, as in Keras with `useBias`, `scale` or `center` off.
 *
 * Tested with one module of each kind: the layer predicts what PyTorch's module does, within 1e-5 of the
 * largest value, on the backend cpu.
 *
 * @param tensors The `tensors` of what `readSafetensors` gives. Vectors of float32 are views of it.
 * @param prefix The module's name: `"features.0"` for `features.0.weight`; empty for none.
 * @param options The kind of the module, and `depthMultiplier` (1) of a depthwise convolution.
 * @returns The weights, in the order of the layer's own; at least one.
 * @throws {RangeError} If there is no such module or kind, or a weight has a shape that its kind cannot
 * have.
 * @throws {TypeError} If `tensors` is no Map, or a weight has no floating-point numbers that float32 can
 * hold.
 *
 * @example
 * ```ts
 * import { readPyTorchModule } from "@evenkeel/tfjs/safetensors";
 * import { assertEquals } from "@std/assert";
 *
 * const weight = { dtype: "F32" as const, shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
 * const [kernel] = readPyTorchModule(new Map([["head.weight", weight]]), "head", { kind: "linear" });
 * assertEquals(kernel, { shape: [3, 2], data: Float32Array.of(1, 4, 2, 5, 3, 6) });
 * ```
 */
export function readPyTorchModule(
  tensors: ReadonlyMap<string, SafetensorsEntry>,
  prefix: string,
  options: ReadPyTorchOptions,
): LayerWeight[] {
  if (typeof tensors?.get !== "function") {
    const wanted = "a Map, such as the tensors that readSafetensors gives";
    throw new TypeError(`tensors must be ${wanted}, got ${describe(tensors)}`);
  }
  const { kind, depthMultiplier = 1 } = { ...options };
  checkChoice("kind", kind, KINDS);
  const weights: LayerWeight[] = [];
  for (const suffix of namesOf(kind)) {
    const name = join(prefix, suffix), entry = tensors.get(name);
    if (entry === undefined) continue;
    const values = { shape: entry.shape, data: toFloat32(name, entry) };
    const isKernel = suffix === "weight" && isPermuted(kind);
    if (!isKernel) checkRank(name, entry.shape, kind);
    weights.push(isKernel ? toKeras(name, values, { kind, depthMultiplier }) : values);
  }
  if (weights.length === 0) {
    const wanted = namesOf(kind).map((suffix) => join(prefix, suffix)).join(", ");
    throw new RangeError(`tensors must have one of ${wanted}, got none`);
  }
  return weights;
}

/**
 * The way back of {@linkcode readPyTorchModule}: the weights of a Keras layer under the names and in the
 * layouts of the PyTorch module, float32, for `writeSafetensors`.
 *
 * @param weights As `layer.getWeights()` has them.
 * @param prefix The module's name; empty for none.
 * @param options The kind of the module, the names that it lacks (`absent`: none), and `batches` (0) that a
 * batch norm has seen.
 * @returns The tensors by their PyTorch names; a batch norm has `num_batches_tracked` besides.
 * @throws {RangeError} If there is no such kind, there are more weights than the module has names, or a
 * shape does not fit.
 *
 * @example
 * ```ts
 * import { writePyTorchModule } from "@evenkeel/tfjs/safetensors";
 * import { assertEquals } from "@std/assert";
 *
 * const kernel = { shape: [3, 2], data: Float32Array.of(1, 4, 2, 5, 3, 6) };
 * const module = writePyTorchModule([kernel], "head", { kind: "linear" });
 * assertEquals([...module.keys()], ["head.weight"]);
 * assertEquals([...module.get("head.weight")!.data as Float32Array], [1, 2, 3, 4, 5, 6]);
 * ```
 */
export function writePyTorchModule(
  weights: readonly LayerWeight[],
  prefix: string,
  options: WritePyTorchOptions,
): Map<string, SafetensorsEntry> {
  const { kind, absent = [], batches = 0 } = { ...options };
  checkChoice("kind", kind, KINDS);
  const names = namesOf(kind).filter((name) => !absent.includes(name));
  if (weights.length > names.length) {
    const wanted = `at most ${names.length} elements (${names.join(", ")})`;
    throw new RangeError(`weights must have ${wanted}, got ${weights.length}`);
  }
  const module = new Map<string, SafetensorsEntry>();
  weights.forEach((weight, i) => {
    const suffix = names[i]!, name = join(prefix, suffix);
    const isKernel = suffix === "weight" && isPermuted(kind);
    if (!isKernel) checkRank(name, weight.shape, kind);
    module.set(name, { dtype: "F32", ...(isKernel ? toPyTorch(name, weight, kind) : weight) });
  });
  if (kind === "batch-norm" && !absent.includes("num_batches_tracked")) {
    const data = BigInt64Array.of(BigInt(batches));
    module.set(join(prefix, "num_batches_tracked"), { dtype: "I64", shape: [], data });
  }
  return module;
}

function namesOf(kind: PyTorchKind): readonly string[] {
  return kind === "batch-norm" ? BATCH_NORM : NORM;
}

function isPermuted(kind: PyTorchKind): boolean {
  return kind !== "batch-norm" && kind !== "norm";
}

function join(prefix: string, suffix: string): string {
  return prefix === "" ? suffix : `${prefix}.${suffix}`;
}

/** Layer norm may have parameters of any rank; all others are vectors. */
function checkRank(name: string, shape: readonly number[], kind: PyTorchKind): void {
  if (shape.length === 1 || kind === "norm") return;
  throw new RangeError(`tensor "${name}" must have 1 axis, got [${shape}]`);
}

function checkKernel(name: string, { shape }: Values, kind: PyTorchKind): void {
  const [least, most] = kind === "linear" ? [2, 2] : [3, 5];
  if (shape.length >= least && shape.length <= most) return;
  throw new RangeError(`tensor "${name}" must have ${least} to ${most} axes, got [${shape}]`);
}

function toKeras(
  name: string,
  values: Values,
  { kind, depthMultiplier }: Required<ReadPyTorchOptions>,
): Values {
  checkKernel(name, values, kind);
  const [first, second, ...size] = values.shape as [number, number, ...number[]];
  const axes = size.map((_, axis) => axis + 2);
  if (kind !== "depthwise-convolution") return permute(values, [...axes, 1, 0]);
  if (second !== 1 || first % depthMultiplier !== 0) {
    const wanted = `[a multiple of ${depthMultiplier}, 1, ...]`;
    throw new RangeError(`tensor "${name}" must be ${wanted}, got [${values.shape}]`);
  }
  const shape = [first / depthMultiplier, depthMultiplier, ...size];
  return permute({ ...values, shape }, [...axes, 0, 1]);
}

function toPyTorch(name: string, values: Values, kind: PyTorchKind): Values {
  checkKernel(name, values, kind);
  const last = values.shape.length - 1;
  const axes = values.shape.slice(2).map((_, axis) => axis);
  if (kind !== "depthwise-convolution") return permute(values, [last, last - 1, ...axes]);
  const { shape: [channels, multiplier, ...size], data } = permute(values, [
    last - 1,
    last,
    ...axes,
  ]);
  return { shape: [channels! * multiplier!, 1, ...size], data };
}
