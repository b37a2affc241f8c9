/** What the readers give and the loader takes. */

/** One weight of a {@linkcode KerasFile}: its shape, and its values in row-major order. */
export interface KerasWeight {
  /** Empty for a number alone. */
  readonly shape: readonly number[];
  /** As many as the shape says. */
  readonly data: ArrayLike<number>;
}

/** A model file taken apart: what {@linkcode readTfjsModel} returns, and {@linkcode loadKerasModel} takes. */
export interface KerasFile {
  /**
   * The JSON of the model: what Keras's `to_json()`, the `config.json` of a `.keras` file, the attribute
   * `model_config` of an HDF5 file or the `modelTopology` of a `model.json` says, unchanged.
   */
  readonly topology: unknown;
  /** The weights by the name that the file gives them, such as `"conv/kernel"`; `:0` may follow. */
  readonly weights: ReadonlyMap<string, KerasWeight>;
}

/** What {@linkcode loadKerasModel} takes. */
export interface LoadKerasOptions {
  /**
   * What a bare `InstanceNormalization` means: TensorFlow Addons' (epsilon inside the root),
   * keras-contrib's (outside) or that of tensorflow/examples (epsilon 1e-5). Default: the file's
   * configuration and weights decide.
   */
  readonly instanceNormalization?: "addons" | "contrib" | "examples";
  /**
   * What a bare `GroupNormalization` means: Keras's, or keras-contrib's. Default: Keras's where the file
   * says so or was written by Keras 2.11 or later, which brought it; else keras-contrib's.
   */
  readonly groupNormalization?: "keras" | "contrib";
  /**
   * Whether a layer that was called with `training` when the model was made keeps to it in `predict`.
   * Default: as in the writer's `predict`, true for files of Keras 2 and tf.keras, false for Keras 3.
   */
  readonly keepTraining?: boolean;
  /** Is told what is ambiguous or lost, one sentence a call. Default: TensorFlow.js's own warning. */
  readonly onWarning?: (message: string) => void;
}
