/** Calls of norms with their right answers: what every backend must agree with. */

import { normalize, normalizeBackward } from "@evenkeel/kernels/normalize";
import { createPlan, type NormKind, type NormSpec } from "@evenkeel/kernels/plan";
import { channelsLastShape, randomArray, toChannelsLast } from "@evenkeel/testing";
import {
  BATCH_NORM,
  BATCH_NORM_INFERENCE,
  type GoldenCase,
  type GoldenInferenceCase,
  GROUP_NORM,
  INSTANCE_NORM,
  LAYER_NORM,
  POSITIONAL_NORM,
  RMS_NORM,
} from "@evenkeel/testing/golden";

/** One call; its arrays are made when it is its turn. */
export interface NormCase {
  readonly name: string;
  readonly spec: NormSpec;
  readonly epsilon: number;
  make(): { readonly inputs: NormInputs; readonly expected: Arrays };
}

/** Names and numbers. */
export type Arrays = Readonly<Record<string, Float64Array>>;

/** What goes in; with `mean` and `variance` it is a call with given statistics. */
export interface NormInputs {
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dy: Float64Array;
  readonly given?: { readonly mean: Float64Array; readonly variance: Float64Array };
}

const FAMILY: readonly (readonly [NormKind, readonly GoldenCase[]])[] = [
  ["batch", BATCH_NORM],
  ["instance", INSTANCE_NORM],
  ["group", GROUP_NORM],
  ["layer", LAYER_NORM],
  ["rms", RMS_NORM],
  ["positional", POSITIONAL_NORM],
];
const EPSILON = 1e-5;

/** The float64 vectors of PyTorch, in both layouts, trained and with given statistics. */
export function goldenCases(): NormCase[] {
  const cases: NormCase[] = [];
  for (const layout of ["channels-last", "channels-first"] as const) {
    for (const [kind, list] of FAMILY) {
      const trailing = kind === "layer" || kind === "rms";
      if (trailing && layout === "channels-last") continue; // they do not read the layout
      for (const golden of list) cases.push(toCase({ kind, layout, golden }));
    }
    for (const golden of BATCH_NORM_INFERENCE) {
      cases.push(toCase({ kind: "batch", layout, golden, given: golden }));
    }
  }
  return cases;
}

const LAST = { layout: "channels-last" } as const;
/** Sizes that nothing divides, in both forms of memory: innermost loop summed over, and kept. */
export const SPECS: readonly NormSpec[] = [
  ...([[3, 37, 29, 8], [5, 41, 3], [1, 130, 1], [2, 3, 70], [70, 300]] as const).flatMap((shape) =>
    [
      { kind: "batch", shape, ...LAST },
      { kind: "instance", shape, ...LAST },
      { kind: "group", groups: shape.at(-1)! % 2 === 0 ? 2 : 1, shape, ...LAST },
      { kind: "positional", shape, ...LAST },
      { kind: "layer", shape },
      { kind: "rms", shape },
    ] satisfies NormSpec[]
  ),
  ...([[3, 8, 37, 29], [2, 40, 3]] as const).flatMap((shape) =>
    [
      { kind: "batch", shape },
      { kind: "instance", shape },
      { kind: "group", groups: 4, shape },
      { kind: "positional", shape },
      { kind: "layer", axis: 2, shape },
    ] satisfies NormSpec[]
  ),
  { kind: "group", groups: 32, shape: [2, 100, 64], ...LAST },
  { kind: "layer", shape: [2, 20_000] },
  { kind: "batch", shape: [20_000, 2], ...LAST },
];
const HD: NormSpec = { kind: "instance", shape: [1, 1080, 1920, 1], ...LAST };

/**
 * Larger calls, with a mean of a thousand deviations, one of them with a channel of 1920 by 1080; and
 * with an outlier where sums begin. The answers are our own, in float64.
 */
export function largeCases(): NormCase[] {
  return [
    ...[...SPECS, HD].map((spec) => randomCase(spec, 1e3)),
    randomCase({ kind: "group", groups: 4, shape: [3, 8, 37, 29] }, 0),
    randomCase({ kind: "instance", shape: [1, 1, 66_001] }, 0, { outlier: 1e4 }),
    // Squares of these are beyond half floats.
    randomCase({ kind: "batch", shape: [3, 8, 37, 29] }, 4, { sigma: 5000 }),
  ];
}

function randomCase(
  spec: NormSpec,
  deviations: number,
  { sigma = 1, outlier }: { readonly sigma?: number; readonly outlier?: number } = {},
): NormCase {
  const { kind, shape, groups, layout = "channels-first" } = spec;
  const name = `${kind}${groups === undefined ? "" : ` ${groups}`} [${shape}], ${layout}`;
  const special = outlier === undefined ? "" : `, an outlier of ${outlier}`;
  return {
    name: `${name}, a mean of ${deviations} deviations of ${sigma}${special}`,
    spec,
    epsilon: EPSILON,
    make() {
      const { size, affines } = createPlan(spec);
      const mean = deviations * sigma;
      const x = Float64Array.from(randomArray(size, 1, { mean, sigma, type: "float32" }));
      if (outlier !== undefined) x[0] = outlier;
      const inputs = {
        x,
        dy: randomArray(size, 2),
        gamma: randomArray(affines, 3, { mean: 1, sigma: 0.3 }),
        beta: randomArray(affines, 4),
      };
      return { inputs, expected: answersOf(spec, EPSILON, inputs) };
    },
  };
}

/** The answers of our own kernels in float64. */
export function answersOf(spec: NormSpec, epsilon: number, inputs: NormInputs): Arrays {
  const plan = createPlan(spec);
  const { x, dy, gamma, beta } = inputs;
  const forward = normalize(plan, x, { gamma, beta, epsilon });
  const { dx, dgamma, dbeta } = normalizeBackward(plan, dy, x, { gamma, ...forward, epsilon });
  return { y: forward.y, dx, dgamma, dbeta };
}

function toCase(
  { kind, layout, golden, given }: {
    readonly kind: NormKind;
    readonly layout: "channels-first" | "channels-last";
    readonly golden: GoldenCase;
    readonly given?: GoldenInferenceCase;
  },
): NormCase {
  const { shape, axis, groups, epsilon } = golden;
  const last = layout === "channels-last";
  const place = (array: Float64Array) => last ? toChannelsLast(array, shape) : array;
  const spec: NormSpec = {
    kind,
    layout,
    shape: last ? channelsLastShape(shape) : shape,
    ...(axis === undefined ? {} : { axis }),
    ...(groups === undefined ? {} : { groups }),
  };
  const { affines } = createPlan(spec);
  return {
    name: `${kind}${given ? " inference" : ""}, ${golden.name}, ${layout}`,
    spec,
    epsilon,
    make() {
      const { gamma, beta, dgamma, dbeta, mean, variance } = golden;
      return {
        inputs: {
          x: place(golden.x),
          dy: place(golden.dy),
          gamma: gamma ?? new Float64Array(affines).fill(1),
          beta: beta ?? new Float64Array(affines),
          ...(given ? { given: { mean, variance } } : {}),
        },
        expected: {
          y: place(golden.y),
          dx: place(golden.dx),
          ...(dgamma ? { dgamma } : {}),
          ...(dbeta ? { dbeta } : {}),
          ...(given ? { dmean: given.dmean, dvariance: given.dvariance } : {}),
        },
      };
    },
  };
}
