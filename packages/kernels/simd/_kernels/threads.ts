/** How threads share a job: each claims units until none is left. */

import { atomicAdd, atomicLoad, atomicNotify, atomicStore, atomicWait } from "../_wasm/atomics.ts";
import { advance, drop, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import { callIndirect, type FunctionSource } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import { JOB } from "./job.ts";

/** The words in which threads meet, in bytes from the start of the memory. */
export const CONTROL: {
  readonly generation: number;
  readonly job: number;
  readonly busy: number;
  readonly bytes: number;
} = { generation: 0, job: 64, busy: 128, bytes: 192 };

/** How often a thread looks for work before it goes to sleep: some ten microseconds. */
const SPINS = 4000;
/**
 * Whoever waits for the workers gives up after four waits of a second. One may expire because all of
 * the machine slept.
 */
const WAITS = 4;
const WAIT_NS = 1e9;
/** What a wait gives when its time is up. */
const TIMED_OUT = 2;

const ZERO = i32.const(0);
const BUSY = i32.const(CONTROL.busy);

/** `work(job)`: claims and does units, `grain` at a time, until none is left. */
export const work: FunctionSource = {
  name: "work",
  params: 1,
  body: (builder, [job]) => {
    const [unit, end, units, grain, kernel] = builder.locals("i32", 5);
    const claim = unit.set(atomicAdd(i32.add(job!, i32.const(JOB.next)), grain));
    return [
      units.set(i32.load(job!, JOB.units)),
      grain.set(i32.load(job!, JOB.grain)),
      kernel.set(i32.load(job!, JOB.kernel)),
      claim,
      loopWhile(i32.lt(unit, units), [
        end.set(i32.add(unit, grain)),
        end.set(select(i32.lt(units, end), units, end)),
        repeat([callIndirect(kernel, [job!, unit]), advance(unit, 1)], i32.lt(unit, end)),
        claim,
      ]),
    ];
  },
};

/**
 * `share(job, workers)`: wakes the workers, works too, and waits until all are done, or for some
 * seconds; then the word `busy` is not 0, and what is missing never comes.
 */
export function share(workIndex: number): FunctionSource {
  return {
    name: "share",
    params: 2,
    body: (builder, [job, workers]) => {
      const [spins, busy, waits, result] = builder.locals("i32", 4);
      const look = busy.set(atomicLoad(BUSY));
      return [
        i32.store(ZERO, job!, CONTROL.job),
        atomicStore(BUSY, workers!),
        atomicStore(ZERO, i32.add(atomicLoad(ZERO), i32.const(1))),
        atomicNotify(ZERO),
        callIndirect(i32.const(workIndex), [job!]),
        look,
        loopWhile(i32.and(i32.lt(ZERO, busy), i32.lt(spins, i32.const(SPINS))), [
          look,
          advance(spins, 1),
        ]),
        // Where there are fewer processors than threads, they need this one.
        loopWhile(i32.and(i32.lt(ZERO, busy), i32.lt(waits, i32.const(WAITS))), [
          // On a line of its own: in the middle of a sum, the first compiler of V8 11 (Node 20) loses it.
          result.set(atomicWait(BUSY, busy, WAIT_NS)),
          advance(waits, i32.eq(result, i32.const(TIMED_OUT))),
          look,
        ]),
      ];
    },
  };
}

/** `serve()`: a worker's life, from before the first job; job 0 ends it. */
export function serve(workIndex: number): FunctionSource {
  return {
    name: "serve",
    params: 0,
    body: (builder) => {
      const [generation, spins, job, alive] = builder.locals("i32", 4);
      const unchanged = i32.eq(atomicLoad(ZERO), generation);
      return [
        repeat([
          spins.set(ZERO),
          loopWhile(i32.and(unchanged, i32.lt(spins, i32.const(SPINS))), [advance(spins, 1)]),
          loopWhile(unchanged, [drop(atomicWait(ZERO, generation, -1))]),
          advance(generation, 1),
          job.set(i32.load(ZERO, CONTROL.job)),
          alive.set(i32.lt(ZERO, job)),
          when(alive, [callIndirect(i32.const(workIndex), [job])]),
          drop(atomicAdd(BUSY, i32.const(-1))),
          atomicNotify(BUSY),
        ], alive),
      ];
    },
  };
}
