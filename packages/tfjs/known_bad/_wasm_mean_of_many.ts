import { fill, moments } from "@tensorflow/tfjs-core";
import { batchNorm } from "../mod.ts";
import { toNumbers } from "./_layer_calls.ts";
import type { KnownBad } from "./types.ts";

const COUNT = 2 ** 22;

/** The mean of many values on wasm. */
export const WASM_MEAN_OF_MANY: KnownBad = {
  id: "wasm-mean-of-many",
  title: "The mean of four million times 0.1 is 4 % off",
  sources: ["tensorflow/tfjs#658", "tensorflow/tfjs#4326"],
  backends: ["wasm"],
  right: [0.10000000149011612, 0],
  because: "the float32 next to 0.1, and no variance",
  use: "`batchNorm` of `@evenkeel/tfjs`, which gives `mean` and `variance` too",
  stock: () => {
    const { mean, variance } = moments(fill([COUNT], 0.1));
    return [mean, variance].flatMap(toNumbers);
  },
  ours: () => {
    const { mean, variance } = batchNorm(fill([COUNT, 1], 0.1));
    return [mean, variance].flatMap(toNumbers);
  },
};
