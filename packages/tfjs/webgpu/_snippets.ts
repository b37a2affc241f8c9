/** Pieces of WGSL that several shaders share. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import { ROWS } from "../_kernels/moments_rows.ts";
import { WORKGROUP } from "./_workgroup.ts";

// `opaque` gives numbers that the compiler knows nothing about: it may otherwise simplify `(a + b) - a`
// to `b`, and so drop what a sum keeps of its rounding.
//
// `rstdOf` is the reciprocal root, with one Newton step since the built-in one may err; 0 where it has no
// value.
//
// `add` adds two sums, and what their rounding lost: sums of dy may be a thousandth of what they are made
// of. Each difference is opaque, or the compiler would find that they add up to nothing.
//
// `offsetOf` says where an element lies, from the first one of its set on.

/** The functions that shaders call; each calls some of them. */
export const FUNCTIONS = `
fn opaque(v : vec4<f32>) -> vec4<f32> {
  return bitcast<vec4<f32>>(bitcast<vec4<u32>>(v) ^ vec4<u32>(u32(uniforms.zero)));
}
fn opaque1(v : f32) -> f32 { return opaque(vec4<f32>(v)).x; }
fn rstdOf(variance : f32) -> f32 {
  let v = variance + uniforms.epsilon;
  let r = inverseSqrt(v);
  let better = r * (1.5 - 0.5 * v * r * r);
  return select(0.0, select(r, better, abs(better - r) < 0.01 * r), v > 0.0);
}
fn add(a : vec4<f32>, b : vec4<f32>) -> vec4<f32> {
  let s = opaque(a + b);
  let v = opaque(s - a);
  let lost = opaque(a - opaque(s - v)) + opaque(b - v);
  return vec4<f32>(s.xy, s.zw + lost.xy);
}
fn offsetOf(e : i32, reduced : vec4<i32>) -> i32 {
  return e / reduced.x * reduced.y + e % reduced.x * reduced.z;
}
`;

/**
 * The function that reads a statistic: its mean, what that leaves out, and its rstd. From the rows that a
 * forward call left, or from two given tensors; with the latter, the second number is 0.
 */
export function statisticOf(inputs: Readonly<Record<string, TensorInfo>>): string {
  const row = (number: number) => `moments[${number} * uniforms.statistics + s]`;
  const numbers = "variance" in inputs
    ? ["mean[s]", "0.0", "rstdOf(variance[s])"]
    : [row(ROWS.mean), row(ROWS.meanResidual), row(ROWS.rstd)];
  return `fn statisticOf(s : i32) -> vec3<f32> { return vec3<f32>(${numbers.join(", ")}); }\n`;
}

/**
 * Puts what the threads of each sum have together, by the function of that name, for the first of them.
 * Halves the threads until one is left; all run through all rounds, as barriers demand.
 */
export function tree(merge: string, own: string): string {
  return `
  sums[lane] = ${own};
  for (var half = ${WORKGROUP / 2}; half > 0; half = half / 2) {
    workgroupBarrier();
    if (lane < half && half >= lanes) { sums[lane] = ${merge}(sums[lane], sums[lane + half]); }
  }
  ${own} = sums[lane];`;
}

/** Which sum, and which part of it, a thread works on. */
export const PLACE: string = `
  let lane = i32(localIndex);
  let lanes = 1 << u32(share.x);
  let threads = ${WORKGROUP} / lanes;
  let row = lane / lanes;
  let chunk = group % share.y;
  let own = group / share.y * lanes + lane % lanes;`;

/** Walks over the elements of a part; `body` sees the element's number `e` and its place `at`. */
export function walk(
  { before = "", body, after = "" }: {
    readonly before?: string;
    readonly body: string;
    readonly after?: string;
  },
): string {
  return `
    var e = chunk * share.z + row;
    let end = min(reduced.w, (chunk + 1) * share.z);
    if (e < end) {
      var inner = e % reduced.x;
      var at = base + offsetOf(e, reduced);
      ${before}
      for (; e < end; e += threads) {
        ${body}
        inner += advance.x;
        at += advance.y;
        if (inner >= reduced.x) { inner -= reduced.x; at += advance.z; }
      }
      ${after}
    }`;
}

/** Where the first element of a set lies. */
export const BASE = `let base = own / kept.x * kept.y + own % kept.x * kept.z;`;
