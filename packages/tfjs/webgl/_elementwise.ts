/** Shaders that give one number for each element of x: `y`, and the gradient of x. */

import type { Plan } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, isHalf, type WebGLLike } from "./_backend.ts";
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

const CENTERED = `
  float rstd = rstdFor(s);
  float centered = center(x_(i), s);`;

/** `y = (x - mean) * rstd * gamma + beta`. */
export function apply(
  backend: WebGLLike,
  { x, gamma, beta, ...statistics }: {
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly beta: TensorInfo;
  } & Statistics,
  setting: Setting,
): TensorInfo {
  return elementwise(backend, setting, {
    inputs: { x, gamma, beta, ...statistics },
    code: statisticsOf(statistics),
    body: `${CENTERED}
  setOutput(centered * (rstd * gamma_(p)) + beta_(p));`,
  });
}

/**
 * `dx = rstd * (dy * gamma - offset - xhat * slope)`; the totals begin with offsets and slopes, and of
 * half floats what those leave out follows.
 */
export function gradientOfInput(
  backend: WebGLLike,
  inputs: {
    readonly dy: TensorInfo;
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly totals: TensorInfo;
    readonly moments: TensorInfo;
  },
  setting: Setting,
): TensorInfo {
  return elementwise(backend, setting, {
    inputs,
    code: statisticsOf(inputs),
    body: `${CENTERED}
  float offset = totals_(s)${isHalf() ? " + totals_(2 * counts.y + s)" : ""};
  float slope = totals_(counts.y + s)${isHalf() ? " + totals_(3 * counts.y + s)" : ""};
  setOutput(rstd * (dy_(i) * gamma_(p) - offset - centered * rstd * slope));`,
  });
}

/** `dx = dy * gamma * rstd`, where the statistics do not move with x. */
export function fixedGradientOfInput(
  backend: WebGLLike,
  inputs: { readonly dy: TensorInfo; readonly gamma: TensorInfo; readonly variance: TensorInfo },
  setting: Setting,
): TensorInfo {
  return elementwise(backend, setting, {
    inputs,
    code: `${RSTD}`,
    body: `
  setOutput(rstdOf(deviationOf(variance_(s))) * dy_(i) * gamma_(p));`,
  });
}

/** How a shader gets at a statistic: `center(x, s)` and `rstdFor(s)`. */
export function statisticsOf(statistics: Statistics): string {
  const row = (number: number) => `moments_(${number} * counts.y + s)`;
  return RSTD + ("moments" in statistics
    ? `
float rstdFor(int s) {
  return rstdOf(${row(ROWS.rstd)}${isHalf() ? ` + ${row(ROWS.rstdResidual)}` : ""});
}
float center(float x, int s) {
  return opaque(x - ${row(ROWS.mean)}) - ${row(ROWS.meanResidual)};
}`
    : `
float rstdFor(int s) { return rstdOf(deviationOf(variance_(s))); }
float center(float x, int s) { return x - mean_(s); }`);
}

function elementwise(
  backend: WebGLLike,
  { plan, epsilon }: Setting,
  { inputs, code, body }: {
    readonly inputs: Readonly<Record<string, TensorInfo>>;
    readonly code: string;
    readonly body: string;
  },
): TensorInfo {
  const [a, b, c, d] = plan.loops;
  return dispatch(backend, {
    code: `${code}
void main() {
  int i = place();
  if (i >= counts.x) { setOutput(0.0); return; }
  int c = i / sizes.w, b = c / sizes.z, a = b / sizes.y;
  ivec4 at = ivec4(a, b - a * sizes.y, c - b * sizes.z, i - c * sizes.w);
  ivec4 toS = at * statisticSteps, toP = at * affineSteps;
  int s = toS.x + toS.y + toS.z + toS.w, p = toP.x + toP.y + toP.z + toP.w;${body}
}`,
    inputs,
    uniforms: {
      sizes: [a.size, b.size, c.size, d.size],
      statisticSteps: [a.statistic, b.statistic, c.statistic, d.statistic],
      affineSteps: [a.affine, b.affine, c.affine, d.affine],
      counts: [plan.size, plan.statistics, 0, 0],
      epsilon: { float: epsilon },
    },
    size: plan.size,
  });
}
