// Kernels alone, for a compiler that knows neither a browser nor Node.
import { instanceNorm } from "@evenkeel/kernels";
import { conv2d, createEngine } from "@evenkeel/kernels/nn";
import { createEngine as createNormEngine, type SimdEngine } from "@evenkeel/kernels/simd";

const engine: SimdEngine = await createNormEngine();
const norm = instanceNorm(engine.allocate(4), { shape: [1, 1, 4], engine });
export const y: Float32Array = norm.y;
engine[Symbol.dispose]();
export const filter: typeof conv2d = conv2d;
export const threads: number = (await createEngine({ threads: 2 })).features.threads;
