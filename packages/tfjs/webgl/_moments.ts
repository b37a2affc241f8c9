/** Statistics: sums of differences from an element of the set, in two levels. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { dispatch, type WebGLLike } from "./_backend.ts";
import type { Setting } from "./_elementwise.ts";
import { reductionOf } from "./_reduction.ts";
import { ADD, RSTD, SHARE, WALK } from "./_snippets.ts";

// Means are kept as differences from a pivot of the set, the median of three elements, since a single
// one could be an outlier: float32 sums lose what is small beside the numbers themselves.
const PIVOT = `
float pivotOf(int base, int first, int n, int step) {
  if (flags.x == 0) return 0.0;
  float a = x_(base + placeOf(first, reduced));
  float b = x_(base + placeOf(first + n / 2 * step, reduced));
  float c = x_(base + placeOf(first + (n - 1) * step, reduced));
  return max(min(a, b), min(max(a, b), c));
}`;

// Each part has a pivot of its own, so that an outlier among its elements spoils no other one's
// digits. Deviations instead of squares: half-float textures end at 65504.
const PARTS = `${WALK}${SHARE}${ADD}${PIVOT}
void main() {
  ivec2 at = ownAndPart(place(), kept.w, share);
  if (at.x >= kept.w || at.y >= share.x) { setOutput(vec4(0)); return; }
  int base = placeOf(at.x, kept);
  int count = elementsOf(at.y, reduced.w, share.x);
  float pivot = pivotOf(base, at.y, count, share.x), n = float(count);
  vec2 sum = vec2(0), squares = vec2(0);
  for (int e = at.y; e < reduced.w; e += share.x) {
    float d = x_(base + placeOf(e, reduced)) - pivot;
    add(sum, d);
    add(squares, d * d);
  }
  float mean = flags.x == 1 ? (sum.x + sum.y) / n : 0.0;
  float variance = (squares.x + squares.y) / n - mean * mean;
  float deviation = variance < 0.0 ? 0.0 : sqrt(variance);
  mean += pivot - pivotOf(base, 0, reduced.w, 1);
  setOutput(vec4(high(mean), mean - high(mean), high(deviation), deviation - high(deviation)));
}`;

/** Where the variance stands: a slice of the rows is it. */
export const VARIANCE_ROW: number = ROWS.count;

const WRITE_ROWS = `${WALK}${SHARE}${ADD}${RSTD}${PIVOT}
void main() {
  int i = place();
  int row = i / kept.w, own = i - row * kept.w;
  if (row > ${VARIANCE_ROW}) { setOutput(0.0); return; }
  float count = float(reduced.w);
  vec2 sum = vec2(0);
  for (int k = 0; k < share.x; k++) {
    vec4 part = parts_(texelOf(own, k, kept.w, share));
    add(sum, float(elementsOf(k, reduced.w, share.x)) * (part.x + part.y));
  }
  float mean = (sum.x + sum.y) / count;
  sum = vec2(0);
  for (int k = 0; k < share.x; k++) {
    vec4 part = parts_(texelOf(own, k, kept.w, share));
    float d = part.x + part.y - mean, deviation = part.z + part.w;
    add(sum, float(elementsOf(k, reduced.w, share.x)) * (d * d + deviation * deviation));
  }
  float variance = (sum.x + sum.y) / count;
  float deviation = deviationOf(variance);
  float pivot = pivotOf(placeOf(own, kept), 0, reduced.w, 1);
  float whole = high(opaque(pivot + mean));
  if (row == ${ROWS.mean}) setOutput(whole);
  else if (row == ${ROWS.meanResidual}) setOutput(opaque(pivot - whole) + mean);
  else if (row == ${VARIANCE_ROW}) setOutput(variance);
  else if (row == ${ROWS.rstd}) setOutput(high(deviation));
  else setOutput(deviation - high(deviation));
}`;

/**
 * The moments as rows. Where other backends have the reciprocal standard deviation there is the standard
 * deviation, with epsilon in it: a half float has no room for the reciprocal of a small one.
 */
export function moments(
  backend: WebGLLike,
  x: TensorInfo,
  { plan, epsilon }: Setting,
): TensorInfo {
  const { sets, parts: count, uniforms: [kept, reduced, share] } = reductionOf(
    plan,
    (loop) => loop.statistic !== 0,
  );
  const flags = [plan.centered ? 1 : 0, 0, 0, 0] as const;
  const uniforms = { kept, reduced, share, flags };
  const parts = dispatch(backend, {
    code: PARTS,
    inputs: { x },
    uniforms,
    size: sets * count,
    vectors: true,
  });
  const rows = dispatch(backend, {
    code: WRITE_ROWS,
    inputs: { x, parts },
    vectorInputs: ["parts"],
    uniforms: { ...uniforms, epsilon: { float: epsilon } },
    size: (VARIANCE_ROW + 1) * sets,
  });
  backend.disposeData(parts.dataId);
  return rows;
}
