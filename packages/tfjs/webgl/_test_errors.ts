/** How far the current backend's answers are from the right ones. */

import { normalizeInference, normalizeInferenceBackward } from "@evenkeel/kernels/normalize";
import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
import * as tf from "@tensorflow/tfjs-core";
import { read, runFixed, runNorm } from "../webgpu/_test_gpu.ts";
import {
  answersOf,
  type Arrays,
  goldenCases,
  largeCases,
  type NormCase,
  type NormInputs,
} from "./_test_cases.ts";

/** The errors of one case. */
export interface CaseErrors {
  readonly name: string;
  /** By output or gradient: the largest error, divided by the largest right value. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Which cases, and how. */
export interface ErrorOptions {
  readonly cases: "golden" | "large";
  /** Rounds the inputs to 16 bits, as textures of half floats do. */
  readonly half?: boolean;
  /** Sends x and dy through an operation first: webgl packs its result. */
  readonly packed?: boolean;
}

// Where right values are next to nothing, their errors are measured against this.
const SMALLEST = 0.1;
const HALF_DIGITS = 10;
const MIN_HALF_EXPONENT = -14;

/** Runs all cases on the backend that is set; the kernels must be registered for it. */
export async function caseErrors({ cases, ...options }: ErrorOptions): Promise<CaseErrors[]> {
  const results: CaseErrors[] = [];
  for (const norm of cases === "golden" ? goldenCases() : largeCases()) {
    results.push({ name: norm.name, errors: await errorsOf(norm, options) });
  }
  return results;
}

/** The largest of all. */
export function largestError(results: readonly CaseErrors[]): number {
  return Math.max(...results.flatMap(({ errors }) => Object.values(errors)));
}

async function errorsOf(
  { spec, epsilon, make }: NormCase,
  { half = false, packed = false }: Omit<ErrorOptions, "cases">,
): Promise<Record<string, number>> {
  let { inputs, expected } = make();
  if (half) {
    inputs = rounded(inputs);
    expected = inputs.given
      ? fixedAnswersOf(spec, epsilon, { ...inputs, ...inputs.given })
      : answersOf(spec, epsilon, inputs);
  }
  const { given } = inputs;
  const toTensor = (array: Float64Array, shape: readonly number[] = [array.length]) =>
    tf.tensor(Float32Array.from(array), [...shape]);
  const [x, dy] = [inputs.x, inputs.dy].map((array) => {
    const tensor = toTensor(array, spec.shape);
    return packed ? tf.tidy(() => tf.add(tensor, 0)) : tensor;
  }) as [tf.Tensor, tf.Tensor];
  const statistics = given ? [given.mean, given.variance] : [];
  const tensors = [
    x,
    ...[...statistics, inputs.gamma, inputs.beta].map((array) => toTensor(array)),
  ];
  const f = (...tensors: tf.Tensor[]) =>
    given ? runFixed(spec, epsilon, tensors) : runNorm(spec, epsilon, tensors)[0];
  const answers = await read([f(...tensors), ...tf.grads(f)(tensors, dy)]);
  tf.dispose([...tensors, dy]);
  const names = ["y", "dx", ...(given ? ["dmean", "dvariance"] : []), "dgamma", "dbeta"];
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const right = expected[name];
      return right === undefined ? [] : [[name, errorOf(answers[i]!, right)]];
    }),
  );
}

function errorOf(actual: ArrayLike<number>, expected: Float64Array): number {
  let error = 0, largest = SMALLEST;
  for (let i = 0; i < expected.length; i++) {
    const distance = Math.abs(actual[i]! - expected[i]!);
    error = Math.max(error, Number.isNaN(distance) ? Infinity : distance);
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return error / largest;
}

function fixedAnswersOf(
  spec: NormSpec,
  epsilon: number,
  { x, dy, gamma, beta, mean, variance }: NormInputs & {
    readonly mean: Float64Array;
    readonly variance: Float64Array;
  },
): Arrays {
  const plan = createPlan(spec);
  const options = { gamma, mean, variance, epsilon };
  const { y } = normalizeInference(plan, x, { ...options, beta });
  return { y, ...normalizeInferenceBackward(plan, dy, x, options) };
}

function rounded({ given, ...inputs }: NormInputs): NormInputs {
  return {
    x: inputs.x.map(toHalf),
    dy: inputs.dy.map(toHalf),
    gamma: inputs.gamma.map(toHalf),
    beta: inputs.beta.map(toHalf),
    ...(given
      ? { given: { mean: given.mean.map(toHalf), variance: given.variance.map(toHalf) } }
      : {}),
  };
}

/** The nearest number of 16 bits. */
function toHalf(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), MIN_HALF_EXPONENT);
  const step = 2 ** (exponent - HALF_DIGITS);
  return Math.round(value / step) * step;
}
