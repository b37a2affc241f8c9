import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { assertAllClose, assertBitEqual, randomArray } from "@evenkeel/testing";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import {
  applyNorm,
  checkGroups,
  checkNormName,
  isTrainable,
  NORM_NAMES,
  type NormName,
  normWeightNames,
  type StatisticsMode,
} from "./norms.ts";

const SHAPE = [3, 4, 5, 8] as const;
const [SAMPLES, , , CHANNELS] = SHAPE;
const SIZE = SHAPE.reduce((a, b) => a * b, 1);
const EPSILON = 1e-5;

// Every sample and every channel has its own mean and its own scale.
const X = randomArray(SIZE, 1, { type: "float32" }).map((value, i) => {
  return value * (1 + sampleOf(i)) * (1 + channelOf(i)) + channelOf(i) - sampleOf(i);
});
const PARAMETERS: Readonly<Record<string, Float32Array>> = {
  gamma: Float32Array.from({ length: CHANNELS }, (_, c) => 1 + c / 4),
  beta: Float32Array.from({ length: CHANNELS }, (_, c) => c / 2 - 1),
  running_mean: Float32Array.from({ length: CHANNELS }, (_, c) => c / 8),
  running_variance: Float32Array.from({ length: CHANNELS }, (_, c) => 1 + c),
};

function channelOf(i: number): number {
  return i % CHANNELS;
}

function sampleOf(i: number): number {
  return Math.floor(i / (SIZE / SAMPLES));
}

/** By the definition, in float64: elements with one key share a mean and a variance. */
function expectedNorm(keyOf: (i: number) => number): number[] {
  const sets = Map.groupBy(X.keys(), keyOf);
  const moments = new Map([...sets].map(([key, members]) => {
    const mean = members.reduce((sum, i) => sum + X[i]!, 0) / members.length;
    const variance = members.reduce((sum, i) => sum + (X[i]! - mean) ** 2, 0) / members.length;
    return [key, { mean, variance }];
  }));
  return Array.from(X, (value, i) => {
    const { mean, variance } = moments.get(keyOf(i))!;
    const c = channelOf(i);
    return (value - mean) / Math.sqrt(variance + EPSILON) * PARAMETERS["gamma"]![c]! +
      PARAMETERS["beta"]![c]!;
  });
}

function call(
  norm: NormName,
  statistics: StatisticsMode = "batch",
  samples?: [number, number],
): Float32Array {
  return scoped(() => {
    const weights = Object.fromEntries(
      normWeightNames(norm).map((name) => {
        return [`layer.${name}`, tf.tensor1d(PARAMETERS[name]!)];
      }),
    );
    const all = tf.tensor4d(X, [...SHAPE]);
    const x = samples ? tf.slice(all, samples[0], samples[1]) : all;
    return applyNorm(x, "layer", { weights, norm, statistics }).dataSync<"float32">().slice();
  });
}

describe("applyNorm", () => {
  before(async () => void await startBackend());

  const bySampleAndChannel = (i: number) => CHANNELS * sampleOf(i) + channelOf(i);

  it("is instance norm: a sample's channel", () => {
    assertAllClose(call("instance"), expectedNorm(bySampleAndChannel), { rtol: 1e-6 });
  });

  it("is batch norm: a channel, over all samples", () => {
    assertAllClose(call("batch"), expectedNorm(channelOf), { rtol: 1e-6 });
  });

  it("is layer norm: a whole sample", () => {
    assertAllClose(call("layer"), expectedNorm(sampleOf), { rtol: 1e-6 });
  });

  it("is group norm: a quarter of a sample's channels", () => {
    const bySampleAndGroup = (i: number) =>
      4 * sampleOf(i) + Math.floor(channelOf(i) / (CHANNELS / 4));
    assertAllClose(call("group"), expectedNorm(bySampleAndGroup), { rtol: 1e-6 });
  });

  it("is no norm: a bias", () => {
    const expected = Array.from(X, (value, i) => value + PARAMETERS["beta"]![channelOf(i)]!);
    assertAllClose(call("none"), expected, { rtol: 1e-6 });
  });

  it("takes what training remembered, if it is asked to", () => {
    const expected = Array.from(X, (value, i) => {
      const c = channelOf(i);
      const z = (value - PARAMETERS["running_mean"]![c]!) /
        Math.sqrt(PARAMETERS["running_variance"]![c]! + EPSILON);
      return z * PARAMETERS["gamma"]![c]! + PARAMETERS["beta"]![c]!;
    });
    assertAllClose(call("batch", "running"), expected, { rtol: 1e-6 });
  });

  it("makes instance norm of batch norm, if it is asked to", () => {
    assertBitEqual(call("batch", "instance"), call("instance"));
  });

  it("lets only batch norm choose its statistics", () => {
    for (const norm of NORM_NAMES.filter((norm) => norm !== "batch")) {
      for (const mode of ["running", "instance"] as const) {
        assertBitEqual(call(norm, mode), call(norm), `${norm}, ${mode}`);
      }
    }
  });

  it("couples the samples of a batch in batch norm alone, to the last bit", () => {
    for (const norm of NORM_NAMES) {
      for (const mode of ["batch", "running", "instance"] as const) {
        const together = call(norm, mode).subarray(SIZE / SAMPLES, 2 * SIZE / SAMPLES);
        const alone = call(norm, mode, [1, 1]);
        const coupled = alone.some((value, i) => value !== together[i]);
        assertEquals(coupled, norm === "batch" && mode === "batch", `${norm}, ${mode}`);
      }
    }
  });

  it("tells the listener what batch norm saw: mean and biased variance", () => {
    const seen: { layer: string; mean: number[]; variance: number[] }[] = [];
    scoped(() => {
      const ones = tf.ones([CHANNELS]), zeros = tf.zeros([CHANNELS]);
      applyNorm(tf.tensor4d(X, [...SHAPE]), "deep", {
        weights: { "deep.gamma": ones, "deep.beta": zeros },
        norm: "batch",
        statistics: "batch",
        onStatistics: (layer, mean, variance) => {
          seen.push({ layer, mean: [...mean.dataSync()], variance: [...variance.dataSync()] });
        },
      });
    });
    assertEquals(seen.map(({ layer }) => layer), ["deep"]);
    for (let c = 0; c < CHANNELS; c++) {
      const values = [...X].filter((_, i) => channelOf(i) === c);
      const mean = values.reduce((a, b) => a + b) / values.length;
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
      assertAllClose([seen[0]!.mean[c]!, seen[0]!.variance[c]!], [mean, variance], { rtol: 1e-6 });
    }
  });
});

describe("the names of norms", () => {
  it("are checked", () => {
    for (const name of NORM_NAMES) assertEquals(checkNormName(name), name);
    assertThrows(
      () => checkNormName("Instance"),
      RangeError,
      'norm must be one of instance, batch, layer, group, none, got "Instance"',
    );
  });

  it("say what is trained and what is remembered", () => {
    assertEquals(normWeightNames("batch").filter((name) => isTrainable(`down1.${name}`)), [
      "gamma",
      "beta",
    ]);
    assert(isTrainable("leave.kernel"));
  });

  it("go with a width that can be grouped", () => {
    checkGroups({ norm: "group", width: 8 });
    checkGroups({ norm: "instance", width: 6 });
    assertThrows(
      () => checkGroups({ norm: "group", width: 6 }),
      RangeError,
      "width must be a multiple of 4 for group norm, got 6",
    );
  });
});
