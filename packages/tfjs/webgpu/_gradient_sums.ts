/** What the gradients of statistics and parameters are made of: sums of dy and of dy * xhat. */

import type { NormKind } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { dispatch, type WebGPULike } from "./_backend.ts";
import type { Setting, Statistics } from "./_elementwise.ts";
import { type Reduction, reductionOf, reductionUniforms, workgroupsOf } from "./_reduction.ts";
import { BASE, PLACE, statisticOf, tree, walk } from "./_snippets.ts";
import { WORKGROUP } from "./_workgroup.ts";

/** Partial sums, each two numbers and what their rounding lost, and how to put them together. */
export interface GradientParts {
  readonly parts: TensorInfo;
  /** How many parts the sums of a statistic have, one after the other. */
  readonly perStatistic: number;
  /**
   * If not 0, a part is not yet multiplied by gamma, whose index is `part / chunks % affines`, rounded down.
   */
  readonly chunks: number;
  /** Where the parts of the parameters begin. */
  readonly affineStart: number;
  /** How often those of a parameter come, and how many stand together each time. */
  readonly affineRepeats: number;
  readonly affineChunks: number;
}

/**
 * One dispatch. Where channels have statistics of their own, or share one with whole channels, one sum
 * for each channel and sample (for each channel, in batch norm) serves both; otherwise there are two
 * kinds of sums, by statistic with gamma as the weight, and by parameter.
 */
export function gradientParts(
  backend: WebGPULike,
  inputs: {
    readonly dy: TensorInfo;
    readonly x: TensorInfo;
    readonly gamma: TensorInfo;
  } & Statistics,
  { plan, epsilon, kind }: Setting & { readonly kind: NormKind },
): GradientParts {
  const cells = kind === "batch" || kind === "instance" || kind === "group";
  const first = reductionOf(
    plan,
    ({ statistic, affine }) => statistic !== 0 || cells && affine !== 0,
  );
  const second = reductionOf(plan, ({ affine }) => affine !== 0);
  const groups = workgroupsOf(first.sets, first.share);
  const affineStart = cells ? 0 : first.sets * first.share.chunks;
  const { result: parts } = dispatch(backend, {
    key: `sums_${"variance" in inputs}`,
    code: statisticOf(inputs) + code(),
    inputs,
    uniforms: {
      ...reductionUniforms(first),
      ...reductionUniforms(second, "2"),
      // Workgroups of the first kind, cells per statistic or 0, where the second kind's parts begin.
      kinds: [groups, cells ? first.sets / plan.statistics : 0, affineStart, 0],
      statistics: plan.statistics,
    },
    epsilon,
    shape: [cells ? partsOf(first) : affineStart + partsOf(second), 4],
    workgroups: cells ? groups : groups + workgroupsOf(second.sets, second.share),
  });
  const { chunks } = first.share;
  return {
    parts,
    perStatistic: first.sets / plan.statistics * chunks,
    chunks: cells ? chunks : 0,
    affineStart,
    affineRepeats: cells ? first.sets / plan.affines : 1,
    affineChunks: cells ? chunks : second.share.chunks,
  };
}

function partsOf({ sets, share }: Reduction): number {
  return sets * share.chunks;
}

function code(): string {
  return `
var<workgroup> sums : array<vec4<f32>, ${WORKGROUP}>;
fn main(index : i32) {
  let cells = uniforms.kinds.y;
  var group = index / ${WORKGROUP};
  let second = group >= uniforms.kinds.x;
  if (second) { group -= uniforms.kinds.x; }
  let kept = select(uniforms.kept, uniforms.kept2, second);
  let reduced = select(uniforms.reduced, uniforms.reduced2, second);
  let share = select(uniforms.share, uniforms.share2, second);
  let advance = select(uniforms.advance, uniforms.advance2, second);
  ${PLACE}
  ${BASE}
  var long = vec4<f32>(0.0);
  if (own < kept.w) {
    let weighted = cells == 0 && !second;
    var moment = vec3<f32>(0.0);
    if (!second) { moment = statisticOf(own / max(cells, 1)); }
    ${
    walk({
      body: `
        if (second) { moment = statisticOf(e); }
        var d = dy[at];
        if (weighted) { d *= gamma[e]; }
        let centered = opaque1(x[at] - moment.x) - moment.y;
        long = add(long, vec4<f32>(d, d * (centered * moment.z), 0.0, 0.0));`,
    })
  }
  }
  ${tree("add", "long")}
  if (lane < lanes && own < kept.w) {
    let i = (select(0, uniforms.kinds.z, second) + own * share.y + chunk) * 4;
    for (var j = 0; j < 4; j++) { result[i + j] = long[j]; }
  }
}`;
}
