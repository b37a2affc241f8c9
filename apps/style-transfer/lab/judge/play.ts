/** A generator's training against a discriminator with a norm. */

import * as tf from "@tensorflow/tfjs-core";
import type { TrainingSources } from "../../data/picture_source.ts";
import { Random } from "../../data/random.ts";
import { generate } from "../../model/generator.ts";
import type { NormName } from "../../model/norms.ts";
import type { Painter } from "../../model/paint.ts";
import { toTensors, type WeightTensors } from "../../model/weights.ts";
import { toTensor } from "../../training/batches.ts";
import { learningRateAt, type TrainingConfig } from "../../training/config.ts";
import { contentLoss, discriminatorLoss, generatorLoss } from "../../training/losses.ts";
import { createNet, descend } from "../../training/net.ts";
import { readSync } from "../../training/reading.ts";
import { scoped } from "../../training/scoped.ts";
import { DivergedError, drawBatch } from "../../training/trainer.ts";
import { createTraining, generatorConfig } from "../../training/training_state.ts";
import { createJudge, judgeWithNorm } from "./judge_with_norm.ts";

const JUDGE_STREAM = 46;

/** How the two play. */
export interface PlayOptions {
  /** Of the discriminator; that of the generator is in its config. */
  readonly norm: NormName;
  /**
   * Whether the discriminator sees real pictures and paintings in batches of half and half, or each in one of
   * their own, as large.
   */
  readonly batches: "mixed" | "apart";
  readonly sources: TrainingSources;
}

/**
 * Two sets that hold half of each, as large as they were: what differs is what they are made of. Done twice,
 * it is undone.
 */
export function mix<T extends tf.Tensor>(one: T, other: T): T[] {
  const halves = [one, other].map((x) => tf.split(x, 2));
  return [0, 1].map((half) => tf.concat(halves.map((pair) => pair[half]!)) as T);
}

/**
 * The generator, as it is after all steps of its config. Equal options give equal weights, bit for bit.
 *
 * @throws {DivergedError} If a loss is not finite.
 */
export function play(config: TrainingConfig, { norm, batches, sources }: PlayOptions): Painter {
  const generator = generatorConfig(config);
  const painter = createTraining(config).generator;
  const judge = createNet(
    createJudge({ norm, width: config.width }, new Random(config.seed, JUDGE_STREAM)),
  );
  const opinions = (
    real: tf.Tensor4D,
    painted: tf.Tensor4D,
    weights: WeightTensors,
  ): tf.Tensor[] => {
    const sets = batches === "mixed" ? mix(real, painted) : [real, painted];
    const [first, second] = sets.map((x) => judgeWithNorm(x, weights, norm));
    return batches === "mixed" ? mix(first!, second!) : [first!, second!];
  };

  for (let step = 0; step < config.steps; step++) {
    const options = { clip: config.clip, learningRate: learningRateAt(config, step) };
    scoped(() => {
      const drawn = drawBatch(config, step, sources);
      const [content, real] = [toTensor(drawn.content), toTensor(drawn.style)];
      const asItIs = toTensors(judge.weights);
      let painted = content;
      const painterLoss = readSync(descend([painter], options, ([weights]) => {
        const painting = generate(content, generator, { weights: weights!, statistics: "batch" });
        painted = tf.keep(painting.clone());
        const [, opinion] = opinions(real, painting, asItIs);
        const distance = contentLoss("lowpass", content, painting);
        return tf.add(
          generatorLoss(config.loss, [opinion!]),
          tf.mul(distance, config.contentWeight),
        );
      }));
      const judgeLoss = readSync(descend([judge], options, ([weights]) => {
        const [seen, opinion] = opinions(real, painted, weights!);
        return discriminatorLoss(config.loss, [seen!], [opinion!]);
      }));
      painted.dispose();
      for (const loss of [painterLoss, judgeLoss]) {
        if (!Number.isFinite(loss)) {
          throw new DivergedError(`a loss of step ${step + 1} is ${loss}`);
        }
      }
    });
  }
  return { generator, weights: painter.weights };
}
