/** The sums of dy and of dy * xhat, and what the gradients of statistics and parameters make of them. */

import type { NormKind } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, type Ints, isHalf, isZero, type WebGLLike } from "./_backend.ts";
import { type Setting, type Statistics, statisticsOf } from "./_elementwise.ts";
import { type Reduction, reductionOf } from "./_reduction.ts";
import { ADD, RSTD, SHARE, WALK } from "./_snippets.ts";

/** Partial sums: one texel each, with both sums and what their rounding lost. */
interface Sums {
  readonly parts: TensorInfo;
  /** By statistic, or by channel and sample. */
  readonly first: Reduction;
  /** By parameter; the same where one sum serves both. */
  readonly second: Reduction;
  /** Sums per statistic where one serves both, or else 0. */
  readonly cells: number;
}

type At = Setting & { readonly kind: NormKind };

const PARTS_MAIN = `
void main() {
  int t = place(), firstTexels = kept.w * share.x;
  bool second = t >= firstTexels;
  ivec4 kept_ = second ? kept2 : kept, reduced_ = second ? reduced2 : reduced;
  ivec4 share_ = second ? share2 : share;
  ivec2 at = ownAndPart(second ? t - firstTexels : t, kept_.w, share_);
  if (at.x >= kept_.w || at.y >= share_.x) { setOutput(vec4(0)); return; }
  int base = placeOf(at.x, kept_);
  int s = at.x / max(kinds.x, 1);
  float rstd = rstdFor(s);
  vec2 sum = vec2(0), product = vec2(0);
  for (int e = at.y; e < reduced_.w; e += share_.x) {
    int i = base + placeOf(e, reduced_);
    if (second) { s = e; rstd = rstdFor(s); }
    float d = dy_(i);
    if (!second && kinds.x == 0) d *= gamma_(e);
    add(sum, d);
    add(product, d * (center(x_(i), s) * rstd));
  }
  float n = kinds.y == 1 ? float(elementsOf(at.y, reduced_.w, share_.x)) : 1.0;
  sum /= n;
  product /= n;
  vec2 whole = vec2(high(sum.x), high(product.x));
  setOutput(vec4(whole, sum.x - whole.x + sum.y, product.x - whole.y + product.y));
}`;

/**
 * One dispatch. Where channels have statistics of their own, or share one with whole channels, one sum
 * for each channel and sample (for each channel, in batch norm) serves both; otherwise there are two
 * kinds of sums, by statistic with gamma as the weight, and by parameter.
 */
function sumsOf(
  backend: WebGLLike,
  inputs:
    & { readonly dy: TensorInfo; readonly x: TensorInfo; readonly gamma: TensorInfo }
    & Statistics,
  { plan, epsilon, kind }: At,
): Sums {
  const shared = kind === "batch" || kind === "instance" || kind === "group";
  const first = reductionOf(
    plan,
    ({ statistic, affine }) => statistic !== 0 || shared && affine !== 0,
  );
  const second = shared ? first : reductionOf(plan, ({ affine }) => affine !== 0);
  const cells = shared ? first.sets / plan.statistics : 0;
  const texels = first.sets * first.parts;
  const parts = dispatch(backend, {
    code: `${WALK}${SHARE}${ADD}${statisticsOf(inputs)}${PARTS_MAIN}`,
    inputs,
    uniforms: {
      ...reductionUniforms(first, second),
      kinds: [cells, isHalf() ? 1 : 0, 0, 0],
      counts: [plan.size, plan.statistics, 0, 0],
      epsilon: { float: epsilon },
    },
    size: shared ? texels : texels + second.sets * second.parts,
    vectors: true,
  });
  return { parts, first, second, cells };
}

/**
 * Offsets and slopes, which dx loses as the statistics move; of half floats what those leave out; then
 * dgamma and dbeta.
 */
export function trainingTotals(
  backend: WebGLLike,
  { dmean, dvariance, ...inputs }: {
    readonly dy: TensorInfo;
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly moments: TensorInfo;
    readonly dmean: TensorInfo;
    readonly dvariance: TensorInfo;
  },
  at: At,
): TensorInfo {
  const { gamma, moments } = inputs;
  // Who asks for y alone sends zeros, which need not go to the GPU.
  const still = isZero(backend, dmean) && isZero(backend, dvariance);
  const moved = (name: string, ofDeviation: string) =>
    still ? "" : ` - ${name}_(own) * ${ofDeviation} / n`;
  return totals(backend, { gamma, moments, ...(still ? {} : { dmean, dvariance }) }, {
    rows: isHalf() ? 4 : 2,
    sums: sumsOf(backend, inputs, at),
    code: `
float finish(int kind, int own, float sum) {
  float n = float(counts.z);
  float deviation = moments_(${ROWS.rstd} * counts.y + own) +
    moments_(${ROWS.rstdResidual} * counts.y + own);
  if (kind == 1) return sum / n${moved("dvariance", "2.0 * deviation * deviation")};
  return counts.w == 1 ? sum / n${moved("dmean", "deviation")} : 0.0;
}`,
    at,
  });
}

/** `dmean = -rstd * sum(g)` and `dvariance = -rstd**2 / 2 * sum(g * xhat)`, then dgamma and dbeta. */
export function fixedTotals(
  backend: WebGLLike,
  inputs: {
    readonly dy: TensorInfo;
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
    readonly mean: TensorInfo;
    readonly variance: TensorInfo;
  },
  at: At,
): TensorInfo {
  const { gamma, variance } = inputs;
  return totals(backend, { gamma, variance }, {
    rows: 2,
    sums: sumsOf(backend, inputs, at),
    code: `${RSTD}
float finish(int kind, int own, float sum) {
  float r = rstdOf(deviationOf(variance_(own)));
  return kind == 0 ? -r * sum : -0.5 * r * r * sum;
}`,
    at,
  });
}

const TOTALS_MAIN = `
void main() {
  int i = place(), statistics = counts.y, affines = kinds.z, cells = kinds.x;
  bool ofStatistic = i < kinds.w * statistics;
  if (!ofStatistic) i -= kinds.w * statistics;
  int size = ofStatistic ? statistics : affines;
  int row = i / size, kind = row & 1, own = i - row * size;
  if (!ofStatistic && row > 1) { setOutput(0.0); return; }
  // dgamma comes first, and is a sum of products, as slopes are.
  bool products = ofStatistic == (kind == 1);
  bool second = !ofStatistic && cells == 0;
  ivec4 share_ = second ? share2 : share;
  int sets = second ? kept2.w : kept.w, count = second ? reduced2.w : reduced.w;
  int start = second ? kept.w * share.x : 0;
  int from = own, step = 1, times = 1;
  if (cells > 0 && ofStatistic) { from = own * cells; times = cells; }
  if (cells > 0 && !ofStatistic) { step = affines; times = sets / affines; }
  vec2 sum = vec2(0);
  for (int j = 0; j < times; j++) {
    int set = from + j * step;
    float weight = cells > 0 && ofStatistic ? gamma_(set % affines) : 1.0;
    for (int k = 0; k < share_.x; k++) {
      vec4 part = parts_(start + texelOf(set, k, sets, share_));
      vec2 value = products ? part.yw : part.xz;
      float w = weight * (kinds.y == 1 ? float(elementsOf(k, count, share_.x)) : 1.0);
      add(sum, w * value.x);
      sum.y += w * value.y;
    }
  }
  float total = sum.x + sum.y;
  if (ofStatistic) total = finish(kind, own, total);
  setOutput(row > 1 ? total - high(total) : kinds.w > 2 && ofStatistic ? high(total) : total);
}`;

function totals(
  backend: WebGLLike,
  inputs: Readonly<Record<string, TensorInfo>>,
  { rows, sums: { parts, first, second, cells }, code, at: { plan, epsilon } }: {
    readonly rows: number;
    readonly sums: Sums;
    readonly code: string;
    readonly at: Setting;
  },
): TensorInfo {
  const result = dispatch(backend, {
    code: `${WALK}${SHARE}${ADD}${code}${TOTALS_MAIN}`,
    inputs: { parts, ...inputs },
    vectorInputs: ["parts"],
    uniforms: {
      ...reductionUniforms(first, second),
      kinds: [cells, isHalf() ? 1 : 0, plan.affines, rows],
      counts: [plan.size, plan.statistics, plan.count, plan.centered ? 1 : 0],
      epsilon: { float: epsilon },
    },
    size: rows * plan.statistics + 2 * plan.affines,
  });
  backend.disposeData(parts.dataId);
  return result;
}

function reductionUniforms(first: Reduction, second: Reduction): Record<string, Ints> {
  const [kept, reduced, share] = first.uniforms, [kept2, reduced2, share2] = second.uniforms;
  return { kept, reduced, share, kept2, reduced2, share2 };
}
