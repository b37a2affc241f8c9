/** Statistics: sums of differences from an element of the set, in two levels. */

import type { Plan } from "@evenkeel/kernels/plan";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, type WebGPULike } from "./_backend.ts";
import {
  reductionOf,
  reductionUniforms,
  shareNumbers,
  shareOfParts,
  workgroupsOf,
} from "./_reduction.ts";
import { BASE, PLACE, tree, walk } from "./_snippets.ts";
import { WORKGROUP } from "./_workgroup.ts";

// Chan's rule. Counts are exact up to 2 ** 24, and then as good as any float32.
const MERGE = `
fn merge(a : vec3<f32>, b : vec3<f32>) -> vec3<f32> {
  if (b.x == 0.0) { return a; }
  let n = a.x + b.x;
  let delta = b.y - a.y;
  let weight = b.x / n;
  return vec3<f32>(n, a.y + delta * weight, a.z + b.z + delta * delta * a.x * weight);
}
`;

// Means are kept as differences from a pivot of the set, the median of three elements, since a single
// one could be an outlier: float32 sums lose what is small beside the numbers themselves. Each thread
// takes its own first element, so that an outlier among its elements spoils no other thread's digits.
const READ_INPUT = walk({
  before: `
      let first = select(0.0, x[at], centered);
      var n = 0.0; var sum = 0.0; var squares = 0.0;`,
  body: `
        let d = x[at] - first;
        n += 1.0; sum += d; squares += d * d;`,
  after: `
      moments = vec3<f32>(n, 0.0, squares);
      if (centered) {
        let spread = squares - sum * sum / n;
        moments = vec3<f32>(n, (first - pivot) + sum / n, select(spread, 0.0, spread < 0.0));
      }`,
});

const READ_PARTS = `
    for (var k = row; k < uniforms.parts.x; k += threads) {
      let n = min(uniforms.parts.y, reduced.w - k * uniforms.parts.y);
      let i = (own * uniforms.parts.x + k) * 2;
      moments = merge(moments, vec3<f32>(f32(n), parts[i], parts[i + 1]));
    }`;

const WRITE_PART = `
    let i = (own * share.y + chunk) * 2;
    result[i] = moments.y;
    result[i + 1] = moments.z;`;

const WRITE_ROWS = `
    let high = opaque1(pivot + moments.y);
    let low = opaque1(pivot - high) + moments.y;
    let square = moments.z / moments.x;
    mean[own] = high;
    variance[own] = square;
    result[${ROWS.mean} * kept.w + own] = high;
    result[${ROWS.meanResidual} * kept.w + own] = low;
    result[${ROWS.rstd} * kept.w + own] = rstdOf(square);`;

function code(read: string, write: string): string {
  return `${MERGE}
var<workgroup> sums : array<vec3<f32>, ${WORKGROUP}>;
fn main(index : i32) {
  let kept = uniforms.kept; let reduced = uniforms.reduced;
  let share = uniforms.share; let advance = uniforms.advance;
  let centered = uniforms.centered == 1;
  let group = index / ${WORKGROUP};
  ${PLACE}
  ${BASE}
  var pivot = 0.0;
  var moments = vec3<f32>(0.0);
  if (own < kept.w) {
    if (centered) {
      let a = x[base];
      let b = x[base + offsetOf(reduced.w / 2, reduced)];
      let c = x[base + offsetOf(reduced.w - 1, reduced)];
      pivot = max(min(a, b), min(max(a, b), c));
    }
    ${read}
  }
  ${tree("merge", "moments")}
  if (lane < lanes && own < kept.w) {${write}
  }
}`;
}

/** The moments as rows, and two of these by themselves: slices would take a dispatch each. */
type Moments = Readonly<Record<"result" | "mean" | "variance", TensorInfo>>;

/** The moments, in one dispatch where a workgroup can take all elements of a statistic. */
export function moments(
  backend: WebGPULike,
  x: TensorInfo,
  { plan, epsilon }: { readonly plan: Plan; readonly epsilon: number },
): Moments {
  const reduction = reductionOf(plan, (loop) => loop.statistic !== 0);
  const { sets, share } = reduction;
  const { chunks, chunkSize } = share;
  const uniforms = { ...reductionUniforms(reduction), centered: plan.centered ? 1 : 0 };
  const common = { inputs: { x }, uniforms, epsilon, workgroups: workgroupsOf(sets, share) };
  // What a float32 rstd leaves out, the last row, is nothing that a shader knows.
  const written = { shape: [ROWS.rstdResidual, sets], extra: { mean: [sets], variance: [sets] } };
  if (chunks === 1) {
    const whole = code(READ_INPUT, WRITE_ROWS);
    return dispatch(backend, { ...common, ...written, key: "moments", code: whole });
  }
  const { result: parts } = dispatch(backend, {
    ...common,
    key: "moments_parts",
    code: code(READ_INPUT, WRITE_PART),
    shape: [sets, chunks, 2],
  });
  const last = shareOfParts(sets, chunks);
  const outputs = dispatch(backend, {
    ...written,
    key: "moments_rows",
    code: code(READ_PARTS, WRITE_ROWS),
    inputs: { x, parts },
    uniforms: { ...uniforms, share: shareNumbers(last), parts: [chunks, chunkSize, 0, 0] },
    epsilon,
    workgroups: workgroupsOf(sets, last),
  });
  backend.disposeData(parts.dataId);
  return outputs;
}
