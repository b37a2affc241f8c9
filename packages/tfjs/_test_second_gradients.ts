/** The golden cases of the gradient of the gradient, for a test of any backend. */

import { assertAllClose, channelsLastShape, sizeOf, toChannelsLast } from "@evenkeel/testing";
import { type GoldenActivationCase, SECOND_GRADIENTS } from "@evenkeel/testing/golden";
import type { NormKind } from "@evenkeel/kernels/plan";
import * as tf from "@tensorflow/tfjs-core";
import { fixedTensor, type NormChoice, normTensor } from "./_normalize.ts";

/** One case in one layout. */
export interface SecondGradientRun {
  readonly name: string;
  /** Runs it on the backend that is set. */
  check(tolerance: { readonly rtol: number; readonly atol?: number }): Promise<void>;
}

type Tensors = Readonly<Record<string, tf.Tensor>>;

const LAYOUTS = ["channels-first", "channels-last"] as const;
type Layout = (typeof LAYOUTS)[number];

/** All cases, in all layouts that their norm has. */
export function secondGradientRuns(): readonly SecondGradientRun[] {
  return Object.entries(SECOND_GRADIENTS).flatMap(([kind, cases]) =>
    cases.flatMap((one) => {
      const layouts = one.settings.axis === undefined ? LAYOUTS : LAYOUTS.slice(0, 1);
      return layouts.map((layout) => ({
        name: `${kind}, ${one.name} [${one.shape}], ${layout}`,
        check: (tolerance) => check({ kind, one, layout }, tolerance),
      }));
    })
  );
}

interface Place {
  readonly kind: string;
  readonly one: GoldenActivationCase;
  readonly layout: Layout;
}

async function check(
  at: Place,
  tolerance: { readonly rtol: number; readonly atol?: number },
): Promise<void> {
  const { one, layout } = at;
  const place = (array: Float64Array) =>
    layout === "channels-last" && array.length === sizeOf(one.shape)
      ? toChannelsLast(array, one.shape)
      : array;
  const shape = layout === "channels-last" ? channelsLastShape(one.shape) : [...one.shape];
  const entries = Object.entries(one.inputs).map(([name, array]) => [
    name,
    tf.tensor(Float32Array.from(place(array)), array.length === sizeOf(shape) ? shape : undefined),
  ]);
  const inputs: Tensors = Object.fromEntries(entries);
  const names = Object.keys(one.gradients);
  const gradients = tf.tidy(() => {
    const penalty = (...given: tf.Tensor[]) =>
      penaltyOf(at, {
        ...inputs,
        ...Object.fromEntries(names.map((name, i) => [name, given[i]!])),
      });
    return tf.grads(penalty)(names.map((name) => inputs[name]!));
  });
  for (const [i, name] of names.entries()) {
    const actual = await gradients[i]!.data() as Float32Array;
    assertAllClose(actual, place(one.gradients[name]!), { ...tolerance, name });
  }
  tf.dispose([inputs, gradients]);
}

/** The sum of all first gradients, each times its cotangent. */
function penaltyOf({ kind, one, layout }: Place, inputs: Tensors): tf.Tensor<tf.Rank.R0> {
  const { epsilon = 0, groups, axis } = one.settings;
  const inference = kind === "batchInference";
  const choice: NormChoice = {
    kind: (inference ? "batch" : kind) as NormKind,
    ...(groups === undefined ? {} : { groups }),
  };
  const settings = { epsilon, layout, ...(axis === undefined ? {} : { axis }) };
  const { x, gamma, mean, variance, dy, dmean, dvariance } = inputs;
  const beta = tf.zerosLike(gamma!);
  const loss = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, ...fixed: tf.Tensor[]) => {
    const affine = { gamma, beta, ...settings };
    if (inference) {
      const y = fixedTensor(choice, x, { ...affine, mean: fixed[0]!, variance: fixed[1]! });
      return tf.sum(tf.mul(y, dy!));
    }
    const like = (vector: tf.Tensor) =>
      axis === undefined ? vector : tf.reshape(vector, x.shape.slice(axis));
    const made = normTensor(choice, x, { gamma: like(gamma), beta: like(beta), ...settings });
    const parts = [tf.mul(made.y, dy!), tf.mul(made.variance, dvariance!)];
    if (dmean) parts.push(tf.mul(made.mean, dmean));
    return tf.addN(parts.map((part) => tf.sum(part)));
  };
  const first = inference ? [x!, gamma!, beta, mean!, variance!] : [x!, gamma!, beta];
  const cotangents = ["ddx", "ddgamma", "ddbeta", "ddmean", "ddvariance"];
  const gradients = tf.grads(loss as (...args: tf.Tensor[]) => tf.Tensor)(first);
  return tf.addN(
    gradients.map((gradient, i) =>
      tf.sum(tf.mul(gradient, tf.reshape(inputs[cotangents[i]!]!, gradient.shape)))
    ),
  ) as tf.Scalar;
}
