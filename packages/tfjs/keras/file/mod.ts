/**
 * Reading `.keras` and HDF5 files, for `loadKerasModel` of `@evenkeel/tfjs/keras`.
 *
 * Needs the npm packages fflate and h5wasm, which nothing else of this package imports.
 *
 * @module
 */

export { readKerasFile } from "./read_keras_file.ts";
export { readKerasHdf5 } from "./read_keras_hdf5.ts";
export type { ReadKerasOptions } from "./types.ts";
