import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assertAllClose, randomArray } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { batchNorm } from "./batch_norm.ts";
import { type GatherNow, syncBatchNorm } from "./sync_batch_norm.ts";

const [H, C] = [3, 4];
const GAMMA = [0.5, -1, 2, 1.5], BETA = [0.1, 0, -0.3, 1];

/** What a replica finds: its painting of the shard, and all gradients. */
interface Found {
  readonly y: Float32Array;
  readonly statistics: Float32Array[];
  readonly gradients: Float32Array[];
}

function values(n: number, seed: number): tf.Tensor3D {
  return tf.tensor3d(randomArray(n * H * C, seed, { type: "float32", mean: 2 }), [n, H, C]);
}

/** Forward and backward of a shard, with `sum(y * dy) + sum(mean) + sum(variance)` as the loss. */
function train(
  x: tf.Tensor3D,
  dy: tf.Tensor3D,
  norm: (x: tf.Tensor3D, gamma: tf.Tensor1D, beta: tf.Tensor1D) => ReturnType<typeof batchNorm>,
  extra: number,
): Found {
  tf.engine().startScope();
  try {
    let seen: Pick<Found, "y" | "statistics"> | undefined;
    const loss = (...[x, gamma, beta]: tf.Tensor[]) => {
      const { y, mean, variance } = norm(
        x as tf.Tensor3D,
        gamma as tf.Tensor1D,
        beta as tf.Tensor1D,
      );
      const read = (tensor: tf.Tensor) => tensor.dataSync<"float32">().slice();
      seen = { y: read(y), statistics: [read(mean), read(variance)] };
      const about = tf.mul(extra, tf.add(tf.sum(mean), tf.sum(variance)));
      return tf.add(tf.sum(tf.mul(y, dy)), about) as tf.Scalar;
    };
    const gradients = tf.grads(loss)([x, tf.tensor1d(GAMMA), tf.tensor1d(BETA)]);
    return { ...seen!, gradients: gradients.map((g) => g.dataSync<"float32">().slice()) };
  } finally {
    tf.engine().endScope();
  }
}

/**
 * Replicas of one process, one after the other: each is asked until the numbers of all the others are known,
 * those of forward first.
 */
function trainTogether(
  shards: readonly { readonly x: tf.Tensor3D; readonly dy: tf.Tensor3D }[],
  extra: number,
): Found[] {
  const known: (Float64Array | undefined)[][] = [[], []];
  let found: Found[] = [];
  for (let round = 0; round < 3; round++) {
    found = shards.map(({ x, dy }, replica) => {
      let call = 0;
      const gather: GatherNow = (mine) => {
        known[call]![replica] = mine;
        const nothing = new Float64Array(mine.length);
        return shards.map((_, other) => known[call]![other] ?? nothing).map((numbers, i, all) => {
          if (i === all.length - 1) call++;
          return numbers;
        });
      };
      return train(x, dy, (x, gamma, beta) => syncBatchNorm(x, { gather, gamma, beta }), extra);
    });
  }
  return found;
}

function joined(parts: readonly Float32Array[]): number[] {
  return parts.flatMap((part) => [...part]);
}

describe("syncBatchNorm", () => {
  for (
    const [name, sizes] of [["unequal shards", [2, 3, 1]], ["an empty one", [2, 0, 3]]] as const
  ) {
    it(`is batch norm of the concatenation, gradients included: ${name}`, () => {
      const shards = sizes.map((n, i) => ({ x: values(n, 1 + i), dy: values(n, 11 + i) }));
      const found = trainTogether(shards, 0);
      const whole = train(
        tf.concat(shards.map(({ x }) => x)),
        tf.concat(shards.map(({ dy }) => dy)),
        (x, gamma, beta) => batchNorm(x, { gamma, beta }),
        0,
      );
      assertAllClose(joined(found.map(({ y }) => y)), whole.y, { rtol: 1e-5 });
      for (const { statistics } of found) {
        statistics.forEach((s, i) => assertAllClose(s, whole.statistics[i]!, { rtol: 1e-5 }));
      }
      const dx = joined(found.map(({ gradients }) => gradients[0]!));
      assertAllClose(dx, whole.gradients[0]!, { rtol: 1e-5 });
      for (const parameter of [1, 2]) {
        const sum = whole.gradients[parameter]!.map((_, s) =>
          found.reduce((sum, { gradients }) => sum + gradients[parameter]![s]!, 0)
        );
        assertAllClose(sum, whole.gradients[parameter]!, { rtol: 1e-5 });
      }
    });
  }

  it("can be differentiated through its mean and variance: every replica's wish counts", () => {
    const shards = [2, 3].map((n, i) => ({ x: values(n, 1 + i), dy: values(n, 11 + i) }));
    const found = trainTogether(shards, 0.7);
    const whole = train(
      tf.concat(shards.map(({ x }) => x)),
      tf.concat(shards.map(({ dy }) => dy)),
      (x, gamma, beta) => batchNorm(x, { gamma, beta }),
      2 * 0.7,
    );
    const dx = joined(found.map(({ gradients }) => gradients[0]!));
    assertAllClose(dx, whole.gradients[0]!, { rtol: 1e-5 });
  });

  it("is batch norm where there is one replica", () => {
    const x = values(3, 1);
    const { y } = syncBatchNorm(x, { gather: (mine) => [mine] });
    assertAllClose(y.dataSync<"float32">(), batchNorm(x).y.dataSync<"float32">(), { rtol: 1e-6 });
  });

  it("refuses a gradient of its gradient", () => {
    const slope = tf.grad((x) =>
      tf.sum(tf.square(syncBatchNorm(x, { gather: (mine) => [mine] }).y))
    );
    const message = "syncBatchNorm can be differentiated once";
    assertThrows(() => tf.grad((x) => tf.sum(slope(x)))(values(2, 1)), Error, message);
  });

  it("refuses answers that do not fit", () => {
    const x = values(2, 1);
    const call = (gather: GatherNow) => () => syncBatchNorm(x, { gather });
    assertThrows(call(() => []), RangeError, "gather must answer with at least one array, got 0");
    assertThrows(
      call((mine) => [mine, new Float64Array(3)]),
      RangeError,
      "gather's answer 1 must have 9 elements (1 + 2 per channel), got 3",
    );
    const wrong = (answer: unknown, message: string) =>
      assertThrows(call(() => answer as Float64Array[]), TypeError, message);
    wrong(undefined, "gather must answer at once with an array of arrays, got undefined");
    wrong(Promise.resolve([]), "gather must answer at once with an array of arrays, got Promise");
    wrong([undefined], "gather's answer 0 must be a Float64Array, got undefined");
    wrong([[1, 5, 0]], "gather's answer 0 must be a Float64Array, got Array");
    assertThrows(
      call(undefined as never),
      TypeError,
      "gather must be a function, got undefined",
    );
    assertThrows(
      () => syncBatchNorm(x, undefined as never),
      TypeError,
      "gather must be a function, got undefined",
    );
    const before = tf.memory().numTensors;
    assertThrows(call(() => []), RangeError);
    assertEquals(tf.memory().numTensors, before);
  });
});
