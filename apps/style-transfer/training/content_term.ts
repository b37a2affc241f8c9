/** What keeps paintings close to their pictures in a step: the content terms, with the nets that they need. */

import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../data/random.ts";
import { encode, generate } from "../model/generator.ts";
import type { StatisticsListener } from "../model/norms.ts";
import { toTensors, type Weights, type WeightTensors } from "../model/weights.ts";
import type { TrainingConfig } from "./config.ts";
import { cycleLoss } from "./cycle_loss.ts";
import { contentLoss, pairLoss } from "./losses.ts";
import { type Net, SeenStatistics } from "./net.ts";
import { describePatches, patchLayers, patchLoss, pickPlaces, takePatches } from "./patch_loss.ts";
import type { Reading } from "./reading.ts";
import { generatorConfig, type TrainingState } from "./training_state.ts";

const PLACES_STREAM = 34;

/** The pictures of a step, `[n, h, w, 3]` from -1 to 1. */
export interface StepPictures {
  readonly content: tf.Tensor4D;
  readonly style: tf.Tensor4D;
}

/** What a content term starts from. */
export interface ContentTermStart {
  readonly pictures: StepPictures;
  /** All of the generator that is about to paint. */
  readonly weights: Weights;
}

/** What a content term knows of the generator while its loss is being differentiated. */
export interface Painted {
  /** The content pictures, painted. */
  readonly painting: tf.Tensor4D;
  readonly generator: WeightTensors;
  /** The weights of the term's own nets. */
  readonly others: readonly WeightTensors[];
}

/** A content term, prepared for one step. */
export interface ContentTermStep {
  /** Nets that learn together with the generator. */
  readonly nets: readonly Net[];
  /** How far the painting is; and the style pictures painted as content, where there is a way back. */
  measure(painted: Painted): { readonly distance: tf.Scalar; readonly back?: tf.Tensor4D };
  /** To be called after the update. */
  finish(): Reading<void>;
}

/** The content term of the step that `state` is about to do. */
export function prepareContentTerm(
  state: TrainingState,
  config: TrainingConfig,
  start: ContentTermStart,
): ContentTermStep {
  const { contentTerm } = config;
  if (contentTerm === "cycle") return cycleStep(state, config, start);
  if (contentTerm === "nce") return patchStep(state, config, start);
  const { content, style } = start.pictures;
  const distanceOf = (painting: tf.Tensor4D) =>
    contentTerm === "pairs"
      ? pairLoss(painting, style)
      : contentLoss(contentTerm, content, painting);
  return {
    nets: [],
    measure: ({ painting }) => ({ distance: distanceOf(painting) }),
    finish: nothing,
  };
}

/** There is nothing to be done after the update. */
function* nothing(): Reading<void> {}

function cycleStep(
  { back }: TrainingState,
  config: TrainingConfig,
  { pictures }: ContentTermStart,
): ContentTermStep {
  const { content, style } = pictures;
  const net = back!.generator;
  const seen = new SeenStatistics();
  return {
    nets: [net],
    measure: ({ painting, generator, others: [weights] }) => {
      const toStyle = painter(config, generator);
      const toContent = painter(config, weights!);
      const photo = painter(config, weights!, seen.listener)(style);
      const distance = cycleLoss(pictures, {
        cycled: { content: toContent(painting), style: toStyle(photo) },
        same: { content: toContent(content), style: toStyle(style) },
      });
      return { distance, back: photo };
    },
    finish: () => seen.remember(net),
  };
}

/** The content pictures and their paintings, and style pictures and theirs, count alike. */
function patchStep(
  { heads, step }: TrainingState,
  config: TrainingConfig,
  { pictures: { content, style }, weights }: ContentTermStart,
): ContentTermStep {
  const random = new Random(config.seed, PLACES_STREAM, step);
  const layers = [...patchLayers(generatorConfig(config)).keys()];
  const places: Int32Array[][] = [[], []];
  /** Of each layer, patches of two batches as one, described by the layer's head. */
  const describe = (
    batches: readonly tf.Tensor4D[],
    encoder: WeightTensors,
    own: WeightTensors,
  ): tf.Tensor3D[] => {
    const call = { weights: encoder, statistics: "batch", names: layers.slice(1) } as const;
    const features = batches.map((x) => [x, ...encode(x, generatorConfig(config), call)]);
    return layers.map((layer, i) => {
      const patches = features.map((of, k) => {
        const feature = of[i]!;
        return takePatches(feature, places[k]![i] ??= pickPlaces(feature.shape, random));
      });
      return describePatches(tf.concat(patches), layer, own);
    });
  };
  // Outside of what is differentiated: a picture has no reason to move towards its painting.
  const originals = tf.tidy(() =>
    describe([content, style], toTensors(weights), toTensors(heads!.weights))
  );
  return {
    nets: [heads!],
    measure: ({ painting, generator, others: [own] }) => {
      const paintings = [painting, painter(config, generator)(style)];
      const losses = describe(paintings, generator, own!)
        .map((described, i) => patchLoss(described, originals[i]!));
      return { distance: tf.div(tf.addN(losses), losses.length) };
    },
    finish: nothing,
  };
}

/** A generator as training uses it. */
function painter(
  config: TrainingConfig,
  weights: WeightTensors,
  onStatistics?: StatisticsListener,
): (x: tf.Tensor4D) => tf.Tensor4D {
  const call = {
    weights,
    statistics: "batch" as const,
    ...(onStatistics ? { onStatistics } : {}),
  };
  return (x) => generate(x, generatorConfig(config), call);
}
