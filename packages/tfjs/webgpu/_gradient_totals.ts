/** Puts the parts of the sums together, in one dispatch with several outputs. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import { dispatch, type WebGPULike } from "./_backend.ts";
import type { Setting } from "./_elementwise.ts";
import type { GradientParts } from "./_gradient_sums.ts";
import { shareNumbers, shareOfParts, workgroupsOf } from "./_reduction.ts";
import { PLACE, statisticOf, tree } from "./_snippets.ts";
import { WORKGROUP } from "./_workgroup.ts";

/** The gradients of the parameters, and what the caller's code makes of each statistic's sums. */
type Totals<Extra extends string = never> = Readonly<
  Record<"result" | "dgamma" | "dbeta" | Extra, TensorInfo>
>;

/** Offsets, then slopes: what the gradient of x loses because the statistics move with it. */
export function trainingTotals(
  backend: WebGPULike,
  inputs: {
    readonly gamma: TensorInfo;
    readonly moments: TensorInfo;
    readonly dmean: TensorInfo;
    readonly dvariance: TensorInfo;
  },
  at: Setting & { readonly sums: GradientParts },
): Totals {
  return totals(backend, "training", {
    inputs,
    shape: [2, at.plan.statistics],
    write: `
    let n = f32(uniforms.count);
    let centered = uniforms.centered == 1;
    var offset = select(0.0, sum.x / n, centered);
    var slope = sum.y / n;
    if (r != 0.0) {
      offset -= select(0.0, dmean[own] / (n * r), centered);
      slope -= 2.0 * dvariance[own] / (n * r * r);
    }
    result[own] = offset;
    result[statistics + own] = slope;`,
    at,
  });
}

/** `dmean = -rstd * sum(g)` and `dvariance = -rstd**2 / 2 * sum(g * xhat)`. */
export function fixedTotals(
  backend: WebGPULike,
  inputs: {
    readonly gamma: TensorInfo;
    readonly mean: TensorInfo;
    readonly variance: TensorInfo;
  },
  at: Setting & { readonly sums: GradientParts },
): Totals<"dvariance"> {
  const { shape } = inputs.variance;
  return totals(backend, "fixed", {
    inputs,
    shape,
    extra: { dvariance: shape },
    write: `
    result[own] = -r * sum.x;
    dvariance[own] = -0.5 * r * r * sum.y;`,
    at,
  });
}

function totals<Extra extends string = never>(
  backend: WebGPULike,
  key: string,
  { inputs, shape, extra, write, at }: {
    readonly inputs: Readonly<Record<string, TensorInfo>> & { readonly gamma: TensorInfo };
    readonly shape: readonly number[];
    readonly extra?: Readonly<Record<Extra, readonly number[]>>;
    readonly write: string;
    readonly at: Setting & { readonly sums: GradientParts };
  },
): Totals<Extra> {
  const { plan, epsilon, sums } = at;
  const { parts, perStatistic, affineStart, affineRepeats, affineChunks } = sums;
  const first = shareOfParts(plan.statistics, perStatistic);
  const second = shareOfParts(plan.affines, affineRepeats * affineChunks);
  const groups = workgroupsOf(plan.statistics, first);
  const { shape: ofGamma } = inputs.gamma;
  const written: Totals<Extra> = dispatch<string>(backend, {
    key: `totals_${key}`,
    code: statisticOf(inputs) + code(write),
    inputs: { parts, ...inputs },
    extra: { dgamma: ofGamma, dbeta: ofGamma, ...extra },
    uniforms: {
      share1: shareNumbers(first),
      share2: shareNumbers(second),
      kinds: [groups, sums.chunks, affineStart, affineChunks],
      statistics: plan.statistics,
      affines: plan.affines,
      count: plan.count,
      centered: plan.centered ? 1 : 0,
    },
    epsilon,
    shape,
    workgroups: groups + workgroupsOf(plan.affines, second),
  });
  backend.disposeData(parts.dataId);
  return written;
}

function code(write: string): string {
  return `
var<workgroup> sums : array<vec4<f32>, ${WORKGROUP}>;
fn main(index : i32) {
  let statistics = uniforms.statistics;
  let affines = uniforms.affines;
  let chunks = uniforms.kinds.y;
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
        let times = k / uniforms.kinds.w;
        i = uniforms.kinds.z + (times * (affines - 1) + own) * uniforms.kinds.w + k;
      } else if (chunks > 0) {
        weight = gamma[i / chunks % affines];
      }
      i = i * 4;
      long = add(long, weight * vec4<f32>(parts[i], parts[i + 1], parts[i + 2], parts[i + 3]));
    }
  }
  ${tree("add", "long")}
  let sum = long.xy + long.zw;
  if (lane >= lanes || own >= sets) { return; }
  if (second) {
    dbeta[own] = sum.x;
    dgamma[own] = sum.y;
  } else {
    let r = statisticOf(own).z;${write}
  }
}`;
}
