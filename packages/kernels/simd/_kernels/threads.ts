/** How threads share a job: each claims units until none is left. */

import {
  atomicAdd,
  atomicLoad,
  atomicNotify,
  atomicReplace,
  atomicWait,
} from "../_wasm/atomics.ts";
import { advance, drop, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import { callIndirect, type FunctionSource } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Local, Value } from "../_wasm/types.ts";
import { JOB } from "./job.ts";

/** The words in which threads meet, in bytes from the start of the memory: each in a line of its own. */
export const CONTROL: {
  readonly generation: number;
  readonly job: number;
  readonly guests: number;
  readonly unheard: number;
  readonly bytes: number;
} = { generation: 0, job: 64, guests: 128, unheard: 192, bytes: 256 };

/** Is added to the word `guests` while the job is closed: nobody may begin to work at it. */
export const CLOSED: number = 1 << 16;

/**
 * How often a thread looks for work before it goes to sleep: for some hundreds of microseconds, as fast as
 * the processor divides. Between two jobs of a training step there are a few ten, mostly.
 */
const SPINS = 8000;
/** So many divisions wait for each other between two looks. */
const DIVISIONS = 8;
/**
 * Whoever waits for the workers gives up after four waits of a second. One may expire because all of
 * the machine slept.
 */
const WAITS = 4;
const WAIT_NS = 1e9;
/** What a wait gives when its time is up. */
const TIMED_OUT = 2;

const ZERO = i32.const(0);
const GUESTS = i32.const(CONTROL.guests);
const UNHEARD = i32.const(CONTROL.unheard);

/**
 * Gives 1, and takes some hundred cycles for that, but next to nothing of what a processor computes with:
 * two threads may share one core, and the other one is at work.
 */
function pause(spins: Local<"i32">): Value<"i32"> {
  const most = i32.const(2 ** 31 - 1);
  let value: Value<"i32"> = spins;
  for (let i = 0; i < DIVISIONS; i++) value = i32.div(most, i32.add(value, i32.const(1)));
  return i32.lt(value, i32.const(-1));
}

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
 * `share(job, workers)`: calls the workers, works too, closes the job, and waits until those that have begun
 * are done, or for some seconds; what `guests` counts besides CLOSED afterwards are workers that died or
 * hang. Who wakes up too late finds the job closed, and nobody waits for that.
 */
export function share(workIndex: number): FunctionSource {
  return {
    name: "share",
    params: 2,
    body: (builder, [job, workers]) => {
      const [spins, guests, waits, result] = builder.locals("i32", 4);
      const look = guests.set(atomicLoad(GUESTS));
      const someAreLeft = i32.lt(i32.const(CLOSED), guests);
      return [
        i32.store(ZERO, job!, CONTROL.job),
        drop(atomicAdd(UNHEARD, workers!)),
        drop(atomicAdd(GUESTS, i32.const(-CLOSED))),
        drop(atomicAdd(ZERO, i32.const(1))),
        atomicNotify(ZERO),
        callIndirect(i32.const(workIndex), [job!]),
        drop(atomicAdd(GUESTS, i32.const(CLOSED))),
        look,
        loopWhile(i32.and(someAreLeft, i32.lt(spins, i32.const(SPINS))), [
          advance(spins, pause(spins)),
          look,
        ]),
        // Where there are fewer processors than threads, they need this one.
        loopWhile(i32.and(someAreLeft, i32.lt(waits, i32.const(WAITS))), [
          // On a line of its own: in the middle of a sum, the first compiler of V8 11 (Node 20) loses it.
          result.set(atomicWait(GUESTS, guests, WAIT_NS)),
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
      const [generation, now, spins, job, alive] = builder.locals("i32", 5);
      const [guests, found, isGuest] = builder.locals("i32", 3);
      const unchanged = i32.eq(atomicLoad(ZERO), generation);
      return [
        repeat([
          spins.set(ZERO),
          loopWhile(i32.and(unchanged, i32.lt(spins, i32.const(SPINS))), [
            advance(spins, pause(spins)),
          ]),
          loopWhile(unchanged, [drop(atomicWait(ZERO, generation, -1))]),
          now.set(atomicLoad(ZERO)),
          // It may have slept through several.
          drop(atomicAdd(UNHEARD, i32.sub(generation, now))),
          generation.set(now),
          job.set(i32.load(ZERO, CONTROL.job)),
          alive.set(i32.lt(ZERO, job)),
          guests.set(atomicLoad(GUESTS)),
          isGuest.set(ZERO),
          loopWhile(i32.and(i32.lt(guests, i32.const(CLOSED)), i32.lt(isGuest, alive)), [
            found.set(atomicReplace(GUESTS, guests, i32.add(guests, i32.const(1)))),
            isGuest.set(i32.eq(found, guests)),
            guests.set(found),
          ]),
          when(isGuest, [
            callIndirect(i32.const(workIndex), [job]),
            guests.set(atomicAdd(GUESTS, i32.const(-1))),
            when(i32.eq(guests, i32.const(CLOSED + 1)), [atomicNotify(GUESTS)]),
          ]),
        ], alive),
      ];
    },
  };
}
