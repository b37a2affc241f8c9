/** Pieces of WGSL that several shaders share. */

import { WORKGROUP } from "./_backend.ts";

/**
 * A number that the compiler knows nothing about: it may otherwise simplify `(a + b) - a` to `b`, and so
 * drop what a sum keeps of its rounding.
 */
export const OPAQUE = `
fn opaque(v : f32) -> f32 { return bitcast<f32>(bitcast<u32>(v) ^ u32(uniforms.zero)); }
`;

/** The reciprocal root, with one Newton step since the built-in one may err; 0 where it has no value. */
export const RSTD = `
fn rstdOf(variance : f32) -> f32 {
  let v = variance + uniforms.epsilon;
  if (!(v > 0.0)) { return 0.0; }
  let r = inverseSqrt(v);
  let better = r * (1.5 - 0.5 * v * r * r);
  return select(r, better, abs(better - r) < 0.01 * r);
}
`;

/**
 * Halves the threads until one is left for each sum. Every thread runs through all rounds, as barriers
 * demand; `merge` adds what thread `lane + half` has to what thread `lane` has.
 */
export function tree(merge: string): string {
  return `
  for (var half = ${WORKGROUP / 2}; half > 0; half = half / 2) {
    workgroupBarrier();
    if (lane < half && half >= lanes) {
      let other = lane + half;
      ${merge}
    }
  }`;
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

/** Where an element lies, from the first one on. */
export const OFFSET = `
fn offsetOf(e : i32, reduced : vec4<i32>) -> i32 {
  return e / reduced.x * reduced.y + e % reduced.x * reduced.z;
}
`;

/**
 * Two sums, and what their rounding lost: sums of dy may be a thousandth of what they are made of.
 * Each difference is opaque, or the compiler would find that they add up to nothing.
 */
export const LONG_SUM = `
fn opaque2(v : vec2<f32>) -> vec2<f32> {
  return bitcast<vec2<f32>>(bitcast<vec2<u32>>(v) ^ vec2<u32>(u32(uniforms.zero)));
}
fn add(a : vec4<f32>, b : vec4<f32>) -> vec4<f32> {
  let s = opaque2(a.xy + b.xy);
  let v = opaque2(s - a.xy);
  let lost = opaque2(a.xy - opaque2(s - v)) + opaque2(b.xy - v);
  return vec4<f32>(s, a.zw + b.zw + lost);
}
`;
