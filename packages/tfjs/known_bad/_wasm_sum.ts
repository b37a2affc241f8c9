import { fill, sum, type Tensor } from "@tensorflow/tfjs-core";
import type { KnownBad } from "./types.ts";

function sumOfMany(): Tensor {
  return sum(fill([2 ** 22], 0.1));
}

/** The sum of many values on wasm. */
export const WASM_SUM: KnownBad = {
  id: "wasm-sum",
  title: "The sum of four million times 0.1 is 4 % off",
  sources: ["tensorflow/tfjs#5641"],
  backends: ["wasm"],
  right: [419430.40625],
  because: "2²² times the float32 next to 0.1",
  use: "the backend of `@evenkeel/tfjs/backend`",
  oursOn: "evenkeel",
  stock: sumOfMany,
  ours: sumOfMany,
};
