/** `tf.tidy` for functions whose result is not made of tensors. */

import { engine } from "@tensorflow/tfjs-core";

/** Calls `f` and disposes of every tensor that it made and did not keep. */
export function scoped<T>(f: () => T): T {
  engine().startScope();
  try {
    return f();
  } finally {
    engine().endScope();
  }
}
