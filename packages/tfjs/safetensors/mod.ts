/**
 * Reading and writing weights in the safetensors format.
 *
 * @module
 */

export type { SafetensorsArray, SafetensorsDtype, SafetensorsEntry } from "./dtypes.ts";
export { readSafetensors, type Safetensors } from "./read.ts";
export { writeSafetensors } from "./write.ts";
