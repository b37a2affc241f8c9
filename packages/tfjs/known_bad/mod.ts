/**
 * Known-bad: what stock TensorFlow.js gets wrong and this package gets right, one file for each.
 *
 * Not exported and not published: a test runs it, and `packages/tfjs/WHY.md` is written from it.
 */

import { CENTER_FALSE_TRAINING } from "./_center_false_training.ts";
import { CHANNELS_FIRST } from "./_channels_first.ts";
import { CHANNELS_FIRST_GRADIENT } from "./_channels_first_gradient.ts";
import { CHANNELS_FIRST_TRAINING } from "./_channels_first_training.ts";
import { EMPTY_BATCH } from "./_empty_batch.ts";
import { FLAT_RESIZE_GRADIENT } from "./_flat_resize_gradient.ts";
import { FROZEN_FIRST } from "./_frozen_first.ts";
import { FROZEN_LAYER } from "./_frozen_layer.ts";
import { FROZEN_MODEL } from "./_frozen_model.ts";
import { GRAPH_CHANNELS_FIRST } from "./_graph_channels_first.ts";
import { GRAPH_LAYER_NORM } from "./_graph_layer_norm.ts";
import { GRAPH_TRAINING } from "./_graph_training.ts";
import { MASK } from "./_mask.ts";
import { NO_GROUP_NORM } from "./_no_group_norm.ts";
import { NO_INSTANCE_NORM } from "./_no_instance_norm.ts";
import { NO_OFFSET_GRADIENT } from "./_no_offset_gradient.ts";
import { NO_RMS_NORM } from "./_no_rms_norm.ts";
import { NO_SCALE_GRADIENT } from "./_no_scale_gradient.ts";
import { OVERFLOW } from "./_overflow.ts";
import { PER_SAMPLE_STATISTICS } from "./_per_sample_statistics.ts";
import { RANK_5_BATCH_NORM } from "./_rank_5_batch_norm.ts";
import { RANK_5_LAYER_NORM } from "./_rank_5_layer_norm.ts";
import { REFLECTION_GRADIENT } from "./_reflection_gradient.ts";
import { RESIZE_GRADIENT } from "./_resize_gradient.ts";
import { SCALE_FALSE_TRAINING } from "./_scale_false_training.ts";
import {
  SECOND_GRADIENT_EXP,
  SECOND_GRADIENT_SIGMOID,
  SECOND_GRADIENT_TANH,
} from "./_second_gradients.ts";
import { TRAINING_COST } from "./_training_cost.ts";
import { TRAINING_TRUE } from "./_training_true.ts";
import { WASM_CONVOLUTION_GRADIENT } from "./_wasm_convolution_gradient.ts";
import { WASM_DEPTHWISE_GRADIENT } from "./_wasm_depthwise_gradient.ts";
import { WASM_FLAT_DEPTHWISE } from "./_wasm_flat_depthwise.ts";
import { WASM_LARGE_MEAN } from "./_wasm_large_mean.ts";
import { WASM_LAYER_NORM } from "./_wasm_layer_norm.ts";
import { WASM_MEAN_OF_MANY } from "./_wasm_mean_of_many.ts";
import { WASM_PICTURE } from "./_wasm_picture.ts";
import { WASM_SUM } from "./_wasm_sum.ts";
import { WASM_WIDE_STRIDE } from "./_wasm_wide_stride.ts";
import { WRONG_SIZE } from "./_wrong_size.ts";
import type { KnownBad } from "./types.ts";

/** All entries, in the order in which people meet them. */
export const KNOWN_BAD: readonly KnownBad[] = [
  CHANNELS_FIRST,
  CHANNELS_FIRST_TRAINING,
  CHANNELS_FIRST_GRADIENT,
  PER_SAMPLE_STATISTICS,
  TRAINING_TRUE,
  FROZEN_LAYER,
  FROZEN_MODEL,
  FROZEN_FIRST,
  MASK,
  SCALE_FALSE_TRAINING,
  CENTER_FALSE_TRAINING,
  NO_SCALE_GRADIENT,
  NO_OFFSET_GRADIENT,
  RANK_5_BATCH_NORM,
  RANK_5_LAYER_NORM,
  EMPTY_BATCH,
  GRAPH_LAYER_NORM,
  GRAPH_TRAINING,
  GRAPH_CHANNELS_FIRST,
  NO_INSTANCE_NORM,
  NO_GROUP_NORM,
  NO_RMS_NORM,
  OVERFLOW,
  REFLECTION_GRADIENT,
  RESIZE_GRADIENT,
  FLAT_RESIZE_GRADIENT,
  SECOND_GRADIENT_EXP,
  SECOND_GRADIENT_SIGMOID,
  SECOND_GRADIENT_TANH,
  WRONG_SIZE,
  WASM_LARGE_MEAN,
  WASM_LAYER_NORM,
  WASM_MEAN_OF_MANY,
  WASM_PICTURE,
  WASM_SUM,
  WASM_CONVOLUTION_GRADIENT,
  WASM_DEPTHWISE_GRADIENT,
  WASM_WIDE_STRIDE,
  WASM_FLAT_DEPTHWISE,
  TRAINING_COST,
];

export { judge, measure, type Measured, type Outcome, registerBackends } from "./_judge.ts";
export type { Given, KnownBad, StockBackend } from "./types.ts";
