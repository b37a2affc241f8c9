/** The backend's class: the stock cpu backend, with float32 data where the engine reads it. */

import type { SimdEngine } from "@evenkeel/kernels/nn";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import type { BackendValues, DataType, TensorInfo } from "@tensorflow/tfjs-core";
import { sizeOf } from "./_kernels/kernel.ts";

// A smaller array is copied where it is: the engine's memory is given out in pieces of 64 bytes.
const RESIDENT_ELEMENTS = 256;

/**
 * The backend, and what its kernels ask of it. `registerEvenkeel` makes one.
 *
 * @example
 * ```ts
 * import { type EvenkeelBackend, registerEvenkeel } from "@evenkeel/tfjs/backend";
 * import * as tf from "@tensorflow/tfjs-core";
 * import { assertEquals } from "@std/assert";
 *
 * await registerEvenkeel({ threads: 1 });
 * await tf.setBackend("evenkeel");
 * const { engine } = tf.backend() as EvenkeelBackend;
 * assertEquals(engine.features.threads, 1);
 * tf.removeBackend("evenkeel");
 * ```
 */
export class EvenkeelBackend extends MathBackendCPU {
  /** The engine that computes, and whose memory float32 tensors live in. */
  readonly engine: SimdEngine;
  /** Our arrays: these are freed when their tensor is disposed of. */
  readonly #own = new Map<object, Float32Array>();
  #ownBytes = 0;
  /** Whether what is written is nobody else's. */
  #given = false;

  /** A backend over an engine, which is disposed of with it. */
  constructor(engine: SimdEngine) {
    super();
    this.engine = engine;
    // Or it says on its first use that another backend would be much faster; the field is private there.
    (this as unknown as { firstUse: boolean }).firstUse = false;
  }

  /** A new float32 tensor with anything in it, and its values in the engine's memory. */
  create(shape: readonly number[]): { info: TensorInfo; values: Float32Array } {
    const values = this.#allocate(shape);
    const info = super.makeTensorInfo([...shape], "float32");
    this.#adopt(info.dataId, values);
    return { info, values };
  }

  /** The value of a float32 tensor that has one. */
  number(tensor: TensorInfo): Float32Array {
    const { values } = this.data.get(tensor.dataId);
    return Float32Array.of(Number(values?.[0] ?? 0));
  }

  /** The values of a float32 tensor, in the engine's memory; not to be written. */
  values(tensor: TensorInfo): Float32Array {
    const own = this.#own.get(tensor.dataId);
    if (own !== undefined) return own;
    const { values } = this.data.get(tensor.dataId);
    // A cast to float32 shares the integers that it was made from, and they must stay integers.
    if (!(values instanceof Float32Array)) return Float32Array.from(values as ArrayLike<number>);
    const copy = this.#allocate(tensor.shape);
    copy.set(values);
    this.#adopt(tensor.dataId, copy);
    return copy;
  }

  /** A new tensor of values that a kernel has made and gives away: copied only from the engine's memory. */
  override makeTensorInfo(shape: number[], dtype: DataType, values?: BackendValues): TensorInfo {
    this.#given = true;
    try {
      return super.makeTensorInfo(shape, dtype, values);
    } finally {
      this.#given = false;
    }
  }

  /**
   * Keeps values for a new tensor. Numbers are copied, since callers go on writing in their arrays, and stock
   * kernels may hand on a view of their input, whose memory will be freed; other values that a kernel has
   * given away are not.
   */
  override write(values: BackendValues, shape: number[], dtype: DataType): object {
    if (!ArrayBuffer.isView(values) || this.#given && !this.engine.owns(values)) {
      return super.write(values, shape, dtype);
    }
    if (!(values instanceof Float32Array) || values.length < RESIDENT_ELEMENTS) {
      return super.write(values.slice(), shape, dtype);
    }
    const copy = this.#allocate(shape);
    copy.set(values);
    const dataId = super.write(copy, shape, dtype);
    this.#adopt(dataId, copy);
    return dataId;
  }

  /** A copy of a tensor's values: callers keep and change what they read, and the memory is used again. */
  override readSync(dataId: object): BackendValues {
    const values = this.#own.get(dataId) ?? super.readSync(dataId);
    return ArrayBuffer.isView(values) ? values.slice() : values;
  }

  /** Gives a tensor's memory back; false if something else still refers to it, unless `force`. */
  override disposeData(dataId: object, force = false): boolean {
    const gone = super.disposeData(dataId, force);
    const own = this.#own.get(dataId);
    if (gone && own !== undefined) {
      this.#own.delete(dataId);
      this.#ownBytes -= own.byteLength;
      this.engine.free(own);
    }
    return gone;
  }

  /** What `tf.memory()` says besides: all float32 tensors that the engine's memory holds. */
  override memory(): { unreliable: boolean; reasons: string[]; numBytesInEngine: number } {
    return { unreliable: false, reasons: [], numBytesInEngine: this.#ownBytes };
  }

  /** Ends the threads. Tensors stay readable, as on other backends: the memory goes with the last of them. */
  override dispose(): void {
    this.engine.dispose();
  }

  #allocate(shape: readonly number[]): Float32Array {
    try {
      return this.engine.allocate(sizeOf(shape), { cleared: false });
    } catch (cause) {
      throw new RangeError(
        `a float32 tensor of shape [${shape}] does not fit: ${(cause as Error).message}`,
        { cause },
      );
    }
  }

  #adopt(dataId: object, values: Float32Array): void {
    this.data.get(dataId).values = values;
    this.#own.set(dataId, values);
    this.#ownBytes += values.byteLength;
  }
}
