/** Shaders that give one number for each element of x: `y`, and the gradient of x. */

import type { Plan } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, type UniformValue, type WebGPULike, workgroupsFor } from "./_backend.ts";
import { RSTD } from "./_snippets.ts";

/** Statistics as a shader reads them: rows that a forward call left, or two given tensors. */
export type Statistics =
  | { readonly moments: TensorInfo }
  | { readonly mean: TensorInfo; readonly variance: TensorInfo };

/** What is the same for all calls of a kernel. */
export interface Setting {
  readonly plan: Plan;
  readonly epsilon: number;
}

const LANES = "xyzw";
const VECTOR = LANES.length;

/** `y = (x - mean) * rstd * gamma + beta`. */
export function apply(
  backend: WebGPULike,
  { x, gamma, beta, ...statistics }: {
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly beta: TensorInfo;
  } & Statistics,
  setting: Setting,
): TensorInfo {
  return elementwise(backend, "apply", {
    inputs: { x, gamma, beta, ...statistics },
    expression: "centered * (rstd * GAMMA) + BETA",
    setting,
  });
}

/** `dx = rstd * (dy * gamma - offset - xhat * slope)`; the projection is offsets, then slopes. */
export function gradientOfInput(
  backend: WebGPULike,
  inputs: {
    readonly dy: TensorInfo;
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly projection: TensorInfo;
    readonly moments: TensorInfo;
  },
  setting: Setting,
): TensorInfo {
  return elementwise(backend, "dx", {
    inputs,
    expression: "rstd * (dy[index] * GAMMA - OFFSET - centered * rstd * SLOPE)",
    setting,
  });
}

/** `dx = dy * gamma * rstd`, where the statistics do not move with x. */
export function fixedGradientOfInput(
  backend: WebGPULike,
  inputs: {
    readonly dy: TensorInfo;
    readonly gamma: TensorInfo;
    readonly variance: TensorInfo;
  },
  setting: Setting,
): TensorInfo {
  return elementwise(backend, "fixed_dx", {
    inputs,
    expression: "rstd * dy[index] * GAMMA",
    setting,
  });
}

/** One thread for four neighbors where they share all indices but the last, or else for one. */
function elementwise(
  backend: WebGPULike,
  name: string,
  { inputs, expression, setting: { plan, epsilon } }: {
    readonly inputs: Readonly<Record<string, TensorInfo>>;
    readonly expression: string;
    readonly setting: Setting;
  },
): TensorInfo {
  const lanes = plan.loops[3].size % VECTOR === 0 ? VECTOR : 1;
  const given = "variance" in inputs;
  return dispatch(backend, {
    key: `${name}_${given ? "given" : "rows"}_${lanes}`,
    code: code({ expression, lanes, given, centered: "x" in inputs }),
    inputs,
    vectors: lanes === 1 ? [] : ["x", "dy", "result"],
    uniforms: uniformsOf(plan, { lanes, epsilon }),
    size: plan.size,
    workgroups: workgroupsFor(plan.size / lanes),
  });
}

function uniformsOf(
  { loops, size, statistics }: Plan,
  { lanes, epsilon }: { readonly lanes: number; readonly epsilon: number },
): Record<string, UniformValue> {
  const [a, b, c, d] = loops;
  return {
    sizes: { ints: [a.size, b.size, c.size, d.size] },
    statisticSteps: { ints: [a.statistic, b.statistic, c.statistic, d.statistic] },
    affineSteps: { ints: [a.affine, b.affine, c.affine, d.affine] },
    items: { int: size / lanes },
    statistics: { int: statistics },
    zero: { int: 0 },
    epsilon: { float: epsilon },
  };
}

function code(
  { expression, lanes, given, centered }: {
    readonly expression: string;
    readonly lanes: number;
    readonly given: boolean;
    readonly centered: boolean;
  },
): string {
  const [f32, i32, u32] = ["f32", "i32", "u32"].map((type) => lanes === 1 ? type : `vec4<${type}>`);
  const gather = (read: (index: string) => string, index: string) =>
    lanes === 1
      ? read(index)
      : `${f32}(${[...LANES].map((lane) => read(`${index}.${lane}`)).join(", ")})`;
  const row = (number: number) => (index: string) => `moments[${number} * statistics + ${index}]`;
  const mean = given
    ? `x[index] - ${gather((i) => `mean[${i}]`, "s")}`
    // High and low part one after the other: their sum in one float32 would lose the low one.
    : `opaque(x[index] - ${gather(row(ROWS.mean), "s")}) - ${gather(row(ROWS.meanResidual), "s")}`;
  const rstd = given ? gather((i) => `rstdOf(variance[${i}])`, "s") : gather(row(ROWS.rstd), "s");
  const value = expression
    .replace("GAMMA", gather((i) => `gamma[${i}]`, "p"))
    .replace("BETA", gather((i) => `beta[${i}]`, "p"))
    .replace("OFFSET", gather((i) => `projection[${i}]`, "s"))
    .replace("SLOPE", gather((i) => `projection[statistics + ${i}]`, "s"));
  const steps = lanes === 1 ? "0" : `${i32}(0, 1, 2, 3)`;
  return `${given ? RSTD : ""}
fn opaque(v : ${f32}) -> ${f32} {
  return bitcast<${f32}>(bitcast<${u32}>(v) ^ ${u32}(u32(uniforms.zero)));
}
fn main(index : i32) {
  if (index >= uniforms.items) { return; }
  let statistics = uniforms.statistics;
  let sizes = uniforms.sizes;
  let i = index * ${lanes};
  let c = i / sizes.w;
  let b = c / sizes.z;
  let a = b / sizes.y;
  let place = vec4<i32>(a, b - a * sizes.y, c - b * sizes.z, i - c * sizes.w);
  let s = dot(place, uniforms.statisticSteps) + ${steps} * uniforms.statisticSteps.w;
  let p = dot(place, uniforms.affineSteps) + ${steps} * uniforms.affineSteps.w;
  let rstd = ${rstd};
  ${centered ? `let centered = ${mean};` : ""}
  result[index] = ${value};
}`;
}
