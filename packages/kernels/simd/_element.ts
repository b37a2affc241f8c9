/** One element: rounded to 32 bits after each step, as the kernels do it, or in 64 bits. */

import type { Affine, Projection, Scales } from "../engine.ts";
import type { Place } from "./_parameters.ts";

/** Where an element's parameters stand: the first, and from one to the next. */
interface Where {
  readonly at: number;
  readonly stride: number;
}

/** `(x - mean) * scale + shift` */
export function applyRounded(x: number, params: Float32Array, { at, stride }: Where): number {
  const centered = Math.fround(x - params[at]!);
  return Math.fround(Math.fround(centered * params[at + stride]!) + params[at + 2 * stride]!);
}

/** `(x - mean) * rstd * gamma + beta`, in 64 bits. */
export function applyWide({ mean, rstd, gamma, beta }: Affine, { s, p }: Place, x: number): number {
  return (x - mean[s]!) * rstd[s]! * gamma[p]! + beta[p]!;
}

/** `((g * gamma - offset) - (x - mean) * slope) * rstd` */
export function gradientRounded(
  { g, x }: { readonly g: number; readonly x: number },
  params: Float32Array,
  { at, stride }: Where,
): number {
  const scaled = Math.fround(g * params[at + stride]!);
  const centered = Math.fround(x - params[at]!);
  const moved = Math.fround(centered * params[at + 3 * stride]!);
  const rest = Math.fround(Math.fround(scaled - params[at + 2 * stride]!) - moved);
  return Math.fround(rest * params[at + 4 * stride]!);
}

/** `rstd * (g * gamma - offset - xhat * slope)`, in 64 bits. */
export function gradientWide(
  { mean, rstd, gamma, offset, slope }: Scales & Projection,
  { s, p }: Place,
  { g, x }: { readonly g: number; readonly x: number },
): number {
  const r = rstd[s]!;
  return r * (g * gamma[p]! - offset[s]! - (x - mean[s]!) * r * slope[s]!);
}
