/** Shaders that give one number for each element of x: `y`, and the gradient of x. */

import type { Plan } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { dispatch, type UniformValue, type WebGPULike, workgroupsFor } from "./_backend.ts";
import { statisticOf } from "./_snippets.ts";

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

/** `y = (x - mean) * rstd * gamma + beta`, of x, gamma, beta and statistics. */
export const APPLY = "CENTERED * (rstd * GAMMA) + BETA";

/**
 * `dx = rstd * (dy * gamma - offset - xhat * slope)`, of dy, x, gamma, moments and the projection: the
 * offsets, then the slopes.
 */
export const TRAINING_GRADIENT = "rstd * (dy[index] * GAMMA - OFFSET - CENTERED * rstd * SLOPE)";

/** `dx = dy * gamma * rstd` of dy, gamma and statistics that do not move with x. */
export const FIXED_GRADIENT = "rstd * dy[index] * GAMMA";

/**
 * The expression for each element of a tensor like the first input. One thread for four neighbors where
 * they share all indices but the last, or else for one.
 */
export function elementwise(
  backend: WebGPULike,
  inputs: Readonly<Record<string, TensorInfo>>,
  { expression, plan, epsilon }: Setting & { readonly expression: string },
): TensorInfo {
  const lanes = plan.loops[3].size % VECTOR === 0 ? VECTOR : 1;
  return dispatch(backend, {
    key: `${expression}_${"variance" in inputs}_${lanes}`,
    code: statisticOf(inputs) + code(expression, lanes),
    inputs,
    vectors: lanes === 1 ? [] : ["x", "dy", "result"],
    uniforms: uniformsOf(plan, lanes),
    epsilon,
    shape: Object.values(inputs)[0]!.shape,
    workgroups: workgroupsFor(plan.size / lanes),
  }).result;
}

function uniformsOf(
  { loops, size, statistics }: Plan,
  lanes: number,
): Record<string, UniformValue> {
  const four = (name: "size" | "statistic" | "affine"): UniformValue => {
    const [a, b, c, d] = loops;
    return [a[name], b[name], c[name], d[name]];
  };
  return {
    sizes: four("size"),
    statisticSteps: four("statistic"),
    affineSteps: four("affine"),
    items: size / lanes,
    statistics,
  };
}

function code(expression: string, lanes: number): string {
  const gather = (read: string) =>
    lanes === 1
      ? read.replace("#", "")
      : `vec4<f32>(${[...LANES].map((lane) => read.replace("#", `.${lane}`)).join(", ")})`;
  const opaque = lanes === 1 ? "opaque1" : "opaque";
  const value = expression
    // High and low part one after the other: their sum in one float32 would lose the low one.
    .replace(
      "CENTERED",
      `(${opaque}(x[index] - ${gather("statisticOf(s#).x")}) - ${gather("statisticOf(s#).y")})`,
    )
    .replace("GAMMA", gather("gamma[p#]"))
    .replace("BETA", gather("beta[p#]"))
    .replace("OFFSET", gather("projection[s#]"))
    .replace("SLOPE", gather("projection[uniforms.statistics + s#]"));
  const steps = lanes === 1 ? "0" : "vec4<i32>(0, 1, 2, 3)";
  return `
fn main(index : i32) {
  if (index >= uniforms.items) { return; }
  let sizes = uniforms.sizes;
  let i = index * ${lanes};
  let c = i / sizes.w;
  let b = c / sizes.z;
  let a = b / sizes.y;
  let place = vec4<i32>(a, b - a * sizes.y, c - b * sizes.z, i - c * sizes.w);
  let s = dot(place, uniforms.statisticSteps) + ${steps} * uniforms.statisticSteps.w;
  let p = dot(place, uniforms.affineSteps) + ${steps} * uniforms.affineSteps.w;
  let rstd = ${gather("statisticOf(s#).z")};
  result[index] = ${value};
}`;
}
