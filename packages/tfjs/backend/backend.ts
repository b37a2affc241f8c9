/** The backend's class: the stock cpu backend, with float32 data where the engine reads it. */

import type { SimdEngine } from "@evenkeel/kernels/nn";
import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import type { BackendValues, DataType, TensorInfo } from "@tensorflow/tfjs-core";

/** What a kernel of ours asks of the backend. */
export interface EvenkeelBackend extends MathBackendCPU {
  readonly engine: SimdEngine;
  /** The values of a float32 tensor, in the engine's memory. */
  values(tensor: TensorInfo): Float32Array;
  /** The value of a float32 tensor that has one. */
  number(tensor: TensorInfo): Float32Array;
  /** A new float32 tensor with anything in it, and its values in the engine's memory. */
  create(shape: readonly number[]): { readonly info: TensorInfo; readonly values: Float32Array };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}

/**
 * Makes the class from the stock one, which is only imported when a backend is wanted, since importing
 * it registers it.
 */
export function defineBackend(
  Base: typeof MathBackendCPU,
): new (engine: SimdEngine) => EvenkeelBackend {
  return class extends Base implements EvenkeelBackend {
    readonly engine: SimdEngine;
    /** Our arrays: these are freed when their tensor is disposed of. */
    readonly #own = new Map<object, Float32Array>();

    constructor(engine: SimdEngine) {
      super();
      this.engine = engine;
    }

    create(shape: readonly number[]): { info: TensorInfo; values: Float32Array } {
      const values = this.engine.allocate(sizeOf(shape), { cleared: false });
      const info = super.makeTensorInfo([...shape], "float32");
      this.#adopt(info.dataId, values);
      return { info, values };
    }

    number(tensor: TensorInfo): Float32Array {
      const [value = 0] = this.data.get(tensor.dataId).values as Float32Array;
      return Float32Array.of(value);
    }

    values(tensor: TensorInfo): Float32Array {
      const own = this.#own.get(tensor.dataId);
      if (own !== undefined) return own;
      const { values } = this.data.get(tensor.dataId);
      const copy = this.engine.allocate(sizeOf(tensor.shape), { cleared: false });
      copy.set((values ?? []) as ArrayLike<number>);
      this.#adopt(tensor.dataId, copy);
      return copy;
    }

    // Stock kernels may hand on a view of their input, and that memory will be freed.
    override write(values: BackendValues, shape: number[], dtype: DataType): object {
      const safe = values instanceof Float32Array && this.engine.owns(values)
        ? values.slice()
        : values;
      return super.write(safe, shape, dtype);
    }

    // Callers keep what they read; the engine's memory will hold something else by then.
    override readSync(dataId: object): BackendValues {
      const own = this.#own.get(dataId);
      return own === undefined ? super.readSync(dataId) : own.slice();
    }

    override disposeData(dataId: object, force = false): boolean {
      const gone = super.disposeData(dataId, force);
      const own = this.#own.get(dataId);
      if (gone && own !== undefined) {
        this.#own.delete(dataId);
        this.engine.free(own);
      }
      return gone;
    }

    override memory(): { unreliable: boolean; reasons: string[] } {
      return { unreliable: false, reasons: [] };
    }

    override dispose(): void {
      for (const own of this.#own.values()) this.engine.free(own);
      this.#own.clear();
      this.engine.dispose();
    }

    #adopt(dataId: object, values: Float32Array): void {
      this.data.get(dataId).values = values;
      this.#own.set(dataId, values);
    }
  };
}
