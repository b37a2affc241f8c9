/** What a computation costs besides time: kernels, dispatches, memory. */

import * as tf from "@tensorflow/tfjs-core";

/** Kernels that only give a tensor another name. */
const VIEWS = ["Identity", "Reshape"];

/** What was counted; plain numbers, since they go through a pipe. */
export interface TensorCost extends Readonly<Record<string, number>> {
  readonly kernels: number;
  /** Bytes that tensors take at most, besides those that were there. */
  readonly peakBytes: number;
}

/** Something that is counted until it is stopped. */
interface Count {
  stop(): Readonly<Record<string, number>>;
}

/** Runs it once, and disposes of what comes out. On webgpu it tells dispatches and the GPU's bytes too. */
export function countCost(compute: () => tf.Tensor[]): TensorCost {
  const counts = [countKernels(), countBytes()];
  if (tf.getBackend() === "webgpu") counts.push(watchGpu());
  let cost = { kernels: NaN, peakBytes: NaN };
  try {
    tf.dispose(compute());
  } finally {
    for (const count of counts) cost = { ...cost, ...count.stop() };
  }
  return cost;
}

function countKernels(): Count {
  const engine = tf.engine();
  const { runKernel } = engine;
  let kernels = 0;
  engine.runKernel = function <T extends tf.Tensor | tf.Tensor[]>(
    name: string,
    inputs: tf.NamedTensorMap,
    attributes?: Parameters<typeof runKernel>[2],
  ): T {
    if (!VIEWS.includes(name)) kernels++;
    return runKernel.call(engine, name, inputs, attributes) as T;
  };
  return {
    stop() {
      engine.runKernel = runKernel;
      return { kernels };
    },
  };
}

/** `tf.memory` counts the bytes once for each name that a tensor has; they are there only once. */
function countBytes(): Count {
  const engine = tf.engine();
  const { trackTensor, removeDataId } = engine;
  const sizes = new Map<object, number>();
  let [bytes, peakBytes] = [0, 0];
  engine.trackTensor = function (tensor, backend) {
    const before = tf.memory().numDataBuffers;
    trackTensor.call(engine, tensor, backend);
    if (tf.memory().numDataBuffers === before) return; // another name
    const size = tensor.size * tf.util.bytesPerElement(tensor.dtype);
    sizes.set(tensor.dataId, size);
    bytes += size;
    peakBytes = Math.max(peakBytes, bytes);
  };
  engine.removeDataId = function (dataId, backend) {
    bytes -= sizes.get(dataId) ?? 0;
    sizes.delete(dataId);
    removeDataId.call(engine, dataId, backend);
  };
  return {
    stop() {
      Object.assign(engine, { trackTensor, removeDataId });
      return { peakBytes };
    },
  };
}

interface ComputePass {
  dispatchWorkgroups(...counts: number[]): void;
}

/** What the GPU is told to do, and the memory that it has been given by then. */
function watchGpu(): Count {
  const pass: { readonly prototype: ComputePass } = Reflect.get(
    globalThis,
    "GPUComputePassEncoder",
  );
  const { dispatchWorkgroups } = pass.prototype;
  const before = bytesInGpu();
  let [dispatches, gpuBytes] = [0, 0];
  pass.prototype.dispatchWorkgroups = function (...counts) {
    dispatches++;
    gpuBytes = Math.max(gpuBytes, bytesInGpu() - before);
    dispatchWorkgroups.apply(this, counts);
  };
  return {
    stop() {
      pass.prototype.dispatchWorkgroups = dispatchWorkgroups;
      return { dispatches, gpuBytes };
    },
  };
}

function bytesInGpu(): number {
  const memory: tf.MemoryInfo & { readonly numBytesInGPU?: number } = tf.memory();
  return memory.numBytesInGPU ?? 0;
}
