/**
 * One call of a normalization, with what PyTorch answered in float64.
 *
 * Arrays are channels first; `toChannelsLast` and `channelsLastShape` give the other layout. The
 * inputs (`x`, `gamma`, `beta`, `dy`, and given statistics) are numbers that float32 can represent.
 * Statistics stand in the order of their axes: `[c]` for batch norm, `[n, c]` for instance norm,
 * `[n, groups]` for group norm, `shape.slice(0, axis)` for layer and RMS norm, `[n, ...spatial]` for
 * positional norm.
 */
export interface GoldenCase {
  /** What is special about it, unique within its list. */
  readonly name: string;
  /** `[n, c, ...spatial]`. */
  readonly shape: readonly number[];
  /** The layout of the arrays. */
  readonly layout: "channels-first";
  /** Group norm only: the number of groups. */
  readonly groups?: number;
  /** Layer and RMS norm only: the first normalized axis, perhaps negative. */
  readonly axis?: number;
  /** What was added to the variance. */
  readonly epsilon: number;
  /** The input. */
  readonly x: Float64Array;
  /** The scale: one per channel, or `shape.slice(axis)` for layer and RMS norm. */
  readonly gamma?: Float64Array;
  /** The shift, like `gamma`. RMS norm has none. */
  readonly beta?: Float64Array;
  /** The gradient that comes back. */
  readonly dy: Float64Array;
  /** The expected output. */
  readonly y: Float64Array;
  /** The expected gradient of `x`. */
  readonly dx: Float64Array;
  /** The expected gradient of `gamma`, where there is one. */
  readonly dgamma?: Float64Array;
  /** The expected gradient of `beta`, where there is one. */
  readonly dbeta?: Float64Array;
  /** The expected mean of each statistic (given for inference, zeros for RMS norm). */
  readonly mean: Float64Array;
  /** Its biased variance (given for inference, the mean square for RMS norm). */
  readonly variance: Float64Array;
  /** Its `1 / sqrt(variance + epsilon)`, or 0 where that would divide by 0. */
  readonly rstd: Float64Array;
}

/** A batch norm case, which may keep running statistics. */
export interface GoldenBatchNormCase extends GoldenCase {
  /** The running statistics around the call. */
  readonly running?: GoldenRunning;
}

/** Running statistics before and after one call. */
export interface GoldenRunning {
  /** The weight of the new batch: PyTorch's momentum. */
  readonly rate: number;
  /** 1 where the running variance is unbiased, as in PyTorch; 0 where it is biased. */
  readonly correction: 0 | 1;
  /** What stood there before the call; float32 can represent it. */
  readonly before: { readonly mean: Float64Array; readonly variance: Float64Array };
  /** What must stand there afterwards. */
  readonly after: { readonly mean: Float64Array; readonly variance: Float64Array };
}

/** An inference case: `mean` and `variance` are inputs, so they have gradients too. */
export interface GoldenInferenceCase extends GoldenCase {
  /** The expected gradient of `mean`. */
  readonly dmean: Float64Array;
  /** The expected gradient of `variance`. */
  readonly dvariance: Float64Array;
}

/**
 * One call of a norm that mixes statistics or parameters, with what PyTorch answered in float64.
 *
 * Arrays are channels first; the inputs are numbers that float32 can represent.
 */
export interface GoldenActivationCase {
  /** What is special about it, unique within its list. */
  readonly name: string;
  /** `[n, c, ...spatial]`. */
  readonly shape: readonly number[];
  /** The layout of the arrays. */
  readonly layout: "channels-first";
  /** Numbers that are not arrays: epsilon and its kin, named as the norm names them. */
  readonly settings: Readonly<Record<string, number>>;
  /** `x`, `dy` and the parameters. */
  readonly inputs: Readonly<Record<string, Float64Array>>;
  /** The expected `y`, and perhaps more. */
  readonly outputs: Readonly<Record<string, Float64Array>>;
  /** The expected gradients, by the names of the inputs. */
  readonly gradients: Readonly<Record<string, Float64Array>>;
}

/**
 * One call of an operation that is no normalization, with what PyTorch answered in float64.
 *
 * Arrays are channels last; the inputs are numbers that float32 can represent.
 */
export interface GoldenOperationCase {
  /** What is special about it, unique within its list. */
  readonly name: string;
  /** Shapes and options, each a list of numbers; padding is `[top, bottom, left, right]`. */
  readonly settings: Readonly<Record<string, readonly number[]>>;
  /** `x`, `dy` and the parameters. */
  readonly inputs: Readonly<Record<string, Float64Array>>;
  /** The expected `y`, and perhaps more. */
  readonly outputs: Readonly<Record<string, Float64Array>>;
  /** The expected gradients, by the names of the inputs. */
  readonly gradients: Readonly<Record<string, Float64Array>>;
}
