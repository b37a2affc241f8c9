/**
 * Reading and writing weights in the safetensors format, those of PyTorch's modules among them.
 *
 * @module
 */

export type { SafetensorsArray, SafetensorsDtype, SafetensorsEntry } from "./dtypes.ts";
export {
  type LayerWeight,
  type PyTorchKind,
  readPyTorchModule,
  type ReadPyTorchOptions,
  writePyTorchModule,
  type WritePyTorchOptions,
} from "./pytorch.ts";
export { readSafetensors, type Safetensors } from "./read.ts";
export { writeSafetensors } from "./write.ts";
