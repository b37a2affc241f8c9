/**
 * The test tools of this repository, never published: comparisons that say what is wrong, a gradient
 * check, exact moments, seeded numbers and shapes, and the change of layout.
 *
 * The numbers from PyTorch stand at `@evenkeel/testing/golden`.
 *
 * @module
 */

export { type AllCloseOptions, assertAllClose } from "./assert_all_close.ts";
export { assertBitEqual } from "./assert_bit_equal.ts";
export { AssertionError } from "./assertion_error.ts";
export { checkGradient, type GradientCheck } from "./check_gradient.ts";
export { checkGradients, type GradientsCheck } from "./check_gradients.ts";
export { type ExactMoments, exactMoments } from "./exact_moments.ts";
export { float32Ulp } from "./float32_ulp.ts";
export { type GuardedArray, guardedArray } from "./guarded_array.ts";
export { channelsLastShape, toChannelsFirst, toChannelsLast } from "./layouts.ts";
export { randomArray, type RandomArrayOptions } from "./random_array.ts";
export { type SeededRandom, seededRandom } from "./seeded_random.ts";
export { randomShapes, type RandomShapesOptions, SHAPES, sizeOf } from "./shapes.ts";
