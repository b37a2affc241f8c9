/**
 * Computations that read tensors on their way, written once for backends that answer at once and for
 * those that have to be waited for: a GPU under Deno cannot be read synchronously.
 */

import { backend, engine, getBackend, type Tensor } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "@evenkeel/tfjs/backend";

/** Yields the tensors that it wants to read, gets their numbers, and returns what it is for. */
export type Reading<T> = Generator<readonly Tensor[], T, readonly Float32Array[]>;

/**
 * The numbers of some tensors, in float32. They may lie in the tensors' own memory, and are good until
 * those are disposed of.
 */
export function* read(tensors: readonly Tensor[]): Reading<readonly Float32Array[]> {
  return yield tensors;
}

/** The same of one tensor. */
export function* readOne(tensor: Tensor): Reading<Float32Array> {
  const [values] = yield [tensor];
  return values!;
}

/**
 * Disposes of every tensor that a computation made and did not keep, once it is done. What it read goes with
 * them: its result must be made of copies.
 */
export function* scopedReading<T>(f: () => Reading<T>): Reading<T> {
  engine().startScope();
  try {
    return yield* f();
  } finally {
    engine().endScope();
  }
}

/** Computes and reads at once, which the webgpu backend cannot do under Deno. */
export function readSync<T>(reading: Reading<T>): T {
  let next = reading.next();
  while (!next.done) {
    let values: Float32Array[];
    try {
      values = next.value.map((tensor) => look(tensor) ?? tensor.dataSync<"float32">());
    } catch (error) {
      next = reading.throw(error);
      continue;
    }
    next = reading.next(values);
  }
  return next.value;
}

/**
 * The numbers in the evenkeel backend's memory: copies of all gradients of each step would pile up until the
 * collector comes.
 */
function look(tensor: Tensor): Float32Array | undefined {
  const there = getBackend() === "evenkeel" && !tensor.isDisposed && tensor.dtype === "float32";
  return there ? (backend() as EvenkeelBackend).values(tensor) : undefined;
}

let failure: Error | undefined;

/** Has what is being computed fail, for a backend that finds out later that it could not compute. */
export function failReading(error: Error): void {
  failure ??= error;
}

/** Forgets what made computations fail, before another backend computes. */
export function forgetFailure(): void {
  failure = undefined;
}

/** Computes and waits for what it reads. Nobody else may make tensors meanwhile: scopes are shared. */
export async function readAsync<T>(reading: Reading<T>): Promise<T> {
  let next = reading.next();
  while (!next.done) {
    let values: Float32Array[];
    try {
      values = await Promise.all(
        next.value.map((tensor) => look(tensor) ?? tensor.data<"float32">()),
      );
      if (failure !== undefined) throw failure;
    } catch (error) {
      next = reading.throw(error);
      continue;
    }
    next = reading.next(values);
  }
  return next.value;
}
