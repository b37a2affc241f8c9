/** Every engine there is, for tests that must pass on all of them. */

import type { Engine } from "./engine.ts";
import { SCALAR_ENGINE } from "./scalar_engine.ts";
import { createEngine, type SimdEngine } from "./simd/mod.ts";

const SIMD: SimdEngine = await createEngine();
const THREADS: SimdEngine = await createEngine({ threads: 2 });

/** The SIMD engine on one and on two threads. Its threads end with the process. */
export const SIMD_ENGINES: readonly SimdEngine[] = [SIMD, THREADS];

/** All engines, the scalar one first. */
export const ENGINES: readonly Engine[] = [SCALAR_ENGINE, ...SIMD_ENGINES];
