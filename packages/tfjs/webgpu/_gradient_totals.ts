/** Puts the parts of the sums together, in one dispatch with several outputs. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, makeEmpty, type WebGPULike, WORKGROUP } from "./_backend.ts";
import type { Setting } from "./_elementwise.ts";
import type { GradientParts } from "./_gradient_sums.ts";
import { shareNumbers, shareOfParts, workgroupsOf } from "./_reduction.ts";
import { LONG_SUM, PLACE, RSTD, tree } from "./_snippets.ts";

/** The gradients of the parameters, and what the caller's code makes of each statistic's sums. */
interface Totals {
  readonly result: TensorInfo;
  readonly dgamma: TensorInfo;
  readonly dbeta: TensorInfo;
}

/** Offsets, then slopes: what the gradient of x loses because the statistics move with it. */
export function trainingTotals(
  backend: WebGPULike,
  inputs: {
    readonly gamma: TensorInfo;
    readonly moments: TensorInfo;
    readonly dmoments: TensorInfo;
  },
  at: Setting & { readonly sums: GradientParts },
): Totals {
  return totals(backend, "training", {
    inputs,
    size: 2 * at.plan.statistics,
    write: `
    let n = f32(uniforms.count.x);
    let centered = uniforms.count.y == 1;
    let r = moments[${ROWS.rstd} * statistics + own];
    var offset = select(0.0, sum.x / n, centered);
    var slope = sum.y / n;
    if (r != 0.0) {
      offset -= select(0.0, dmoments[${ROWS.mean} * statistics + own] / (n * r), centered);
      slope -= 2.0 * dmoments[${ROWS.variance} * statistics + own] / (n * r * r);
    }
    result[own] = offset;
    result[statistics + own] = slope;`,
    at,
  });
}

/** `dmean = -rstd * sum(g)` and `dvariance = -rstd**2 / 2 * sum(g * xhat)`. */
export function fixedTotals(
  backend: WebGPULike,
  inputs: { readonly gamma: TensorInfo; readonly variance: TensorInfo },
  at: Setting & { readonly sums: GradientParts },
): { dmean: TensorInfo; dvariance: TensorInfo; dgamma: TensorInfo; dbeta: TensorInfo } {
  const dvariance = makeEmpty(backend, at.plan.statistics);
  const { result, dgamma, dbeta } = totals(backend, "fixed", {
    inputs,
    size: at.plan.statistics,
    extra: { dvariance },
    write: `
    let r = rstdOf(variance[own]);
    result[own] = -r * sum.x;
    dvariance[own] = -0.5 * r * r * sum.y;`,
    at,
  });
  return { dmean: result, dvariance, dgamma, dbeta };
}

function totals(
  backend: WebGPULike,
  key: string,
  { inputs, size, extra = {}, write, at }: {
    readonly inputs: Readonly<Record<string, TensorInfo>>;
    readonly size: number;
    readonly extra?: Readonly<Record<string, TensorInfo>>;
    readonly write: string;
    readonly at: Setting & { readonly sums: GradientParts };
  },
): Totals {
  const { plan, epsilon, sums } = at;
  const { parts, perStatistic, affineStart, affineRepeats, affineChunks } = sums;
  const dgamma = makeEmpty(backend, plan.affines), dbeta = makeEmpty(backend, plan.affines);
  const first = shareOfParts(plan.statistics, perStatistic);
  const second = shareOfParts(plan.affines, affineRepeats * affineChunks);
  const groups = workgroupsOf(plan.statistics, first);
  const result = dispatch(backend, {
    key: `totals_${key}`,
    code: code(write, "variance" in inputs),
    inputs: { parts, ...inputs },
    extra: { dgamma, dbeta, ...extra },
    uniforms: {
      share1: { ints: shareNumbers(first) },
      share2: { ints: shareNumbers(second) },
      kinds: { ints: [groups, sums.chunks ?? 0, affineStart, affineChunks] },
      count: { ints: [plan.count, plan.centered ? 1 : 0, plan.statistics, plan.affines] },
      zero: { int: 0 },
      epsilon: { float: epsilon },
    },
    size,
    workgroups: groups + workgroupsOf(plan.affines, second),
  });
  backend.disposeData(parts.dataId);
  return { result, dgamma, dbeta };
}

function code(write: string, given: boolean): string {
  return `${given ? RSTD : ""}${LONG_SUM}
var<workgroup> sums : array<vec4<f32>, ${WORKGROUP}>;
fn main(index : i32) {
  let statistics = uniforms.count.z;
  let affines = uniforms.count.w;
  let chunks = uniforms.kinds.y;
  let affineChunks = uniforms.kinds.w;
  var group = index / ${WORKGROUP};
  let second = group >= uniforms.kinds.x;
  if (second) { group -= uniforms.kinds.x; }
  let share = select(uniforms.share1, uniforms.share2, second);
  let sets = select(statistics, affines, second);
  ${PLACE}
  var long = vec4<f32>(0.0);
  if (own < sets) {
    for (var k = row; k < share.z; k += threads) {
      var i = own * share.z + k;
      var weight = 1.0;
      if (second) {
        let times = k / affineChunks;
        i = uniforms.kinds.z + (times * affines + own) * affineChunks + k - times * affineChunks;
      } else if (chunks > 0) {
        weight = gamma[i / chunks % affines];
      }
      i = i * 4;
      long = add(long, weight * vec4<f32>(parts[i], parts[i + 1], parts[i + 2], parts[i + 3]));
    }
  }
  sums[lane] = long;
  ${tree("sums[lane] = add(sums[lane], sums[other]);")}
  let sum = sums[lane].xy + sums[lane].zw;
  if (lane >= lanes || own >= sets) { return; }
  if (second) {
    dbeta[own] = sum.x;
    dgamma[own] = sum.y;
  } else {${write}
  }
}`;
}
