/** The backend that training and painting run on. */

// Core registers no gradients under Deno and Node; this import does, as a side effect.
import "@tensorflow/tfjs-layers";
import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import * as tf from "@tensorflow/tfjs-core";

/** Starts our own CPU backend, once; says how many threads it has. */
export async function startBackend(): Promise<string> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  if (tf.findBackend("evenkeel") === null) await registerEvenkeel();
  await tf.setBackend("evenkeel");
  await tf.ready();
  return tf.getBackend();
}
