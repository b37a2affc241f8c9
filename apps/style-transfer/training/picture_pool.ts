/** Paintings of earlier steps, which the discriminator sees again: it must not forget what it learned. */

import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../data/random.ts";
import { constantWeight, type Weight } from "../model/weights.ts";
import { type Reading, readOne } from "./reading.ts";

/** Room for pictures, the first `count` of which are there. */
export interface PicturePool {
  count: number;
  /** `[room, h, w, 3]` from -1 to 1; what is not there yet is 0. */
  readonly pictures: Weight;
}

/** An empty pool for square pictures. */
export function createPool(
  { pool, size }: { readonly pool: number; readonly size: number },
): PicturePool {
  return { count: 0, pictures: constantWeight([pool, size, size, 3], 0) };
}

/**
 * The batch `[n, h, w, 3]` that the discriminator shall see in place of `painted`, as CycleGAN does it
 * (Shrivastava et al., 2017, arXiv 1612.07828): until the pool is full, pictures are only added to it;
 * then, with probability 1/2, a picture is swapped for one of the pool. Without room it is the same batch.
 */
export function* throughPool(
  pool: PicturePool,
  painted: tf.Tensor4D,
  random: Random,
): Reading<tf.Tensor4D> {
  const { shape: [room], values } = pool.pictures;
  if (room === 0) return painted;
  const batch = (yield* readOne(painted)).slice();
  const size = batch.length / painted.shape[0];
  for (let start = 0; start < batch.length; start += size) {
    const picture = batch.subarray(start, start + size);
    if (pool.count < room!) {
      values.set(picture, pool.count * size);
      pool.count++;
    } else if (random.integer(2) === 0) {
      const place = random.integer(room!) * size;
      const former = values.slice(place, place + size);
      values.set(picture, place);
      picture.set(former);
    }
  }
  return tf.tensor4d(batch, painted.shape);
}
