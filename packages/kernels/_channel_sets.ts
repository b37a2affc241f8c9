/** Activations as matrices, one row per channel: what statistics between channels are formed of. */

import { checkArray, checkGroups, describe } from "./_check.ts";
import { multiply, multiplyTransposed } from "./_matrix.ts";
import { createInstances } from "./_instances.ts";
import { type SymmetricEigen, symmetricEigen } from "./_symmetric_eigen.ts";
import type { Engine } from "./engine.ts";
import { createPlan } from "./plan.ts";
import type { FloatArray, Layout } from "./types.ts";

/** Whose covariance: that of each sample, or of the whole batch. */
export type CovarianceKind = "instance" | "batch";

/** How an activation falls into matrices. */
export interface ChannelSets {
  /** How many matrices: samples (or one) times groups. */
  readonly matrices: number;
  /** The rows of each: the channels of a group. */
  readonly rows: number;
  /** The columns of each: positions, over the samples if the batch is one set. */
  readonly columns: number;
  /** The elements of the activation. */
  readonly size: number;
  /** How many means there are: one per row of each matrix. */
  readonly means: number;
  /** The place of an element among the matrices, one after the other. */
  place(element: number): number;
  /** The mean of each row. */
  mean(x: FloatArray): Float64Array;
}

/** Reads the shape. Throws where shape, layout, kind or groups is not valid. */
export function createChannelSets(
  options: {
    readonly shape: readonly number[];
    readonly layout?: Layout;
    readonly kind?: CovarianceKind;
    readonly groups?: number;
    readonly engine?: Engine;
  },
): ChannelSets {
  const at = createInstances(options);
  const { shape, layout = "channels-first", kind = "instance", groups = 1 } = options;
  if (kind !== "instance" && kind !== "batch") {
    throw new RangeError(`kind must be "instance" or "batch", got ${describe(kind)}`);
  }
  const { n, c, positions } = at;
  const rows = c / checkGroups(groups, c);
  const sets = kind === "instance" ? n : 1;
  const columns = kind === "instance" ? positions : n * positions;
  const first = layout === "channels-first";
  return {
    matrices: sets * groups,
    rows,
    columns,
    size: n * c * positions,
    means: sets * c,
    place(element) {
      const sample = Math.floor(element / (c * positions));
      const within = element - sample * c * positions;
      const channel = first ? Math.floor(within / positions) : within % c;
      const position = first ? within % positions : Math.floor(within / c);
      return kind === "instance"
        ? (sample * c + channel) * positions + position
        : channel * columns + sample * positions + position;
    },
    mean: (x) => at.engine.statistics(createPlan({ kind, shape, layout }), x).mean,
  };
}

/** All matrices, without the means where they are given, in float64. */
export function gather(sets: ChannelSets, x: FloatArray, mean?: Float64Array): Float64Array {
  const matrices = new Float64Array(sets.size);
  for (let i = 0; i < sets.size; i++) {
    const place = sets.place(i);
    const row = Math.floor(place / sets.columns);
    matrices[place] = mean === undefined ? x[i]! : x[i]! - mean[row]!;
  }
  return matrices;
}

/** Writes every element of the matrices to its place in `y`; `change` may see where it goes. */
export function scatter(
  sets: ChannelSets,
  matrices: Float64Array,
  y: FloatArray,
  change: (value: number, element: number) => number = (value) => value,
): void {
  for (let i = 0; i < sets.size; i++) y[i] = change(matrices[sets.place(i)]!, i);
}

/** One matrix of all. */
export function matrixOf(sets: ChannelSets, matrices: Float64Array, index: number): Float64Array {
  const size = sets.rows * sets.columns;
  return matrices.subarray(index * size, (index + 1) * size);
}

/** The eigenvalues and vectors of a centered matrix's biased covariance. */
export function covarianceEigen(sets: ChannelSets, centered: Float64Array): SymmetricEigen {
  const { rows, columns } = sets;
  const covariance = multiplyTransposed(centered, centered, { rows, inner: columns, columns: rows })
    .map((sum) => columns === 0 ? 0 : sum / columns);
  return symmetricEigen(covariance, rows);
}

/** What a centered matrix gets from the gradient of its biased covariance. */
export function covarianceGradient(
  { rows, columns }: ChannelSets,
  centered: Float64Array,
  dcovariance: Float64Array,
): Float64Array {
  return multiply(dcovariance, centered, { rows, inner: rows, columns })
    .map((value) => 2 * value / columns);
}

/** What forward kept of all matrices. */
export interface KeptCovariance {
  /** The mean of each row, one per channel of each set. */
  readonly mean: FloatArray;
  /** The eigenvalues of each covariance. */
  readonly eigenvalues: FloatArray;
  /** Its eigenvectors, one per row. */
  readonly eigenvectors: FloatArray;
}

/** Checks it, and takes one matrix's share. */
export function keptEigen(
  { matrices, rows, means }: ChannelSets,
  kept: KeptCovariance,
  names: readonly [string, string, string] = ["mean", "eigenvalues", "eigenvectors"],
): { readonly mean: Float64Array; eigen(index: number): SymmetricEigen } {
  const { mean, eigenvalues, eigenvectors } = kept;
  checkArray(names[0], mean, { length: means, unit: "channels of each set" });
  checkArray(names[1], eigenvalues, { length: matrices * rows, unit: "channels of each set" });
  checkArray(names[2], eigenvectors, {
    length: matrices * rows * rows,
    unit: "a matrix of channels for each set",
  });
  const square = rows * rows;
  return {
    mean: Float64Array.from(mean),
    eigen: (index) => ({
      values: Float64Array.from(eigenvalues.subarray(index * rows, (index + 1) * rows)),
      vectors: Float64Array.from(eigenvectors.subarray(index * square, (index + 1) * square)),
    }),
  };
}
