/** The names under which our kernels stand in the registry of TensorFlow.js. */

/** Statistics, apply. Inputs x, gamma, beta; outputs y, the moments, and of these mean and variance. */
export const NORM = "EvenkeelNorm";
/** Its gradient. Inputs dy, dmean, dvariance, x, gamma, moments; outputs dx, dgamma, dbeta. */
export const NORM_GRADIENT = "EvenkeelNormGradient";
/** Apply with given statistics. Inputs x, mean, variance, gamma, beta; output y. */
export const NORM_FIXED = "EvenkeelNormFixed";
/** Its gradient. Inputs dy, x, mean, variance, gamma; outputs dx, dmean, dvariance, dgamma, dbeta. */
export const NORM_FIXED_GRADIENT = "EvenkeelNormFixedGradient";

/** The gradient of reflection padding. Input dy; output dx. */
export const REFLECTION_PAD_GRADIENT = "EvenkeelReflectionPadGradient";
