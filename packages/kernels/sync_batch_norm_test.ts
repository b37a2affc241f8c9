import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { batchNorm, batchNormBackward } from "./batch_norm.ts";
import { type Gather, syncBatchNorm, syncBatchNormBackward } from "./sync_batch_norm.ts";
import type { ActivationNormOptions } from "./types.ts";

/** What joins so many replicas: everybody waits until all have spoken. */
function createGather(replicas: number): Gather[] {
  let spoken: (Float64Array | undefined)[] = [];
  let waiting: ((all: Float64Array[]) => void)[] = [];
  return Array.from({ length: replicas }, (_, replica) => (mine) => {
    spoken[replica] = mine.slice();
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length < replicas) return;
      const all = spoken as Float64Array[], heard = waiting;
      spoken = [], waiting = [];
      for (const hear of heard) hear(all.map((numbers) => numbers.slice()));
    });
  });
}

const c = 3, positions = 4, each = c * positions;

/** One batch cut into shards of so many samples, through forward and backward. */
async function runShards(
  { x, dy, samples, options }: {
    readonly x: Float64Array;
    readonly dy: Float64Array;
    readonly samples: readonly number[];
    readonly options: Omit<ActivationNormOptions, "shape"> & {
      gamma: Float64Array;
      beta: Float64Array;
    };
  },
) {
  const gathers = createGather(samples.length);
  let from = 0;
  return await Promise.all(samples.map(async (n, replica) => {
    const own = (array: Float64Array) => array.slice(from * each, (from + n) * each);
    const shard = own(x), dshard = own(dy);
    from += n;
    const shape = options.layout === "channels-last" ? [n, positions, c] : [n, c, positions];
    const given = { ...options, shape, gather: gathers[replica]! };
    const { y, ...kept } = await syncBatchNorm(shard, given);
    const back = await syncBatchNormBackward(dshard, shard, { ...given, ...kept });
    return { y, ...kept, ...back };
  }));
}

const join = (parts: readonly Float64Array[]) => Float64Array.from(parts.flatMap((p) => [...p]));
const sum = (parts: readonly Float64Array[]) =>
  parts.reduce((total, part) => total.map((value, i) => value + part[i]!));

const x = randomArray(6 * each, 1, { mean: 100, sigma: 2 }), dy = randomArray(6 * each, 2);
const gamma = randomArray(c, 3), beta = randomArray(c, 4);

for (const engine of ENGINES) {
  for (const layout of ["channels-first", "channels-last"] as const) {
    describe(`synchronized batch norm is batch norm, ${layout}, ${engine.name}`, () => {
      for (const samples of [[6], [3, 3], [1, 5], [0, 2, 0, 4], [1, 1, 1, 1, 1, 1]]) {
        it(`over shards of ${samples} samples`, async () => {
          const options = { layout, gamma, beta, epsilon: 0.01, engine };
          const shape = layout === "channels-last" ? [6, positions, c] : [6, c, positions];
          const whole = batchNorm(x, { ...options, shape });
          const back = batchNormBackward(dy, x, { ...options, shape, ...whole });
          const shards = await runShards({ x, dy, samples, options });
          assertAllClose(join(shards.map(({ y }) => y)), whole.y, { rtol: 1e-12 });
          assertAllClose(join(shards.map(({ dx }) => dx)), back.dx, { rtol: 1e-12 });
          assertAllClose(sum(shards.map(({ dgamma }) => dgamma)), back.dgamma, { rtol: 1e-12 });
          assertAllClose(sum(shards.map(({ dbeta }) => dbeta)), back.dbeta, { rtol: 1e-12 });
          for (const shard of shards) {
            assertEquals(shard.count, 6 * positions);
            assertAllClose(shard.mean, whole.mean, { rtol: 1e-15 });
            assertAllClose(shard.variance, whole.variance, { rtol: 1e-12 });
            assertBitEqual(shard.mean, shards[0]!.mean);
            assertBitEqual(shard.rstd, shards[0]!.rstd);
          }
        });
      }
    });
  }
}

/** A single replica hears itself. */
const alone: Gather = (mine) => [mine];

describe("synchronized batch norm", () => {
  it("has gradients that see the other shard: central differences through both", async () => {
    const dy = randomArray(6 * each, 7), epsilon = 0.1;
    const shards = await runShards({ x, dy, samples: [2, 4], options: { gamma, beta, epsilon } });
    const shape = [6, c, positions];
    checkGradients({
      inputs: { x },
      output: ({ x }) =>
        Float64Array.of(
          batchNorm(x, { shape, gamma, beta, epsilon }).y.reduce((s, y, i) => s + y * dy[i]!, 0),
        ),
      // The output is one number, so that its own dy is a factor.
      gradients: (_, [factor]) => ({
        x: join(shards.map(({ dx }) => dx)).map((value) => value * factor!),
      }),
    });
  });
  it("moves every replica's running statistics as batch norm moves its own", async () => {
    const start = () => ({ mean: new Float64Array(c), variance: new Float64Array(c).fill(1) });
    const expected = start();
    batchNorm(x, { shape: [6, c, positions], running: expected });
    const gathers = createGather(3);
    let from = 0;
    const all = await Promise.all([2, 0, 4].map(async (n, replica) => {
      const shard = x.slice(from * each, (from += n) * each), running = start();
      const gather = gathers[replica]!;
      await syncBatchNorm(shard, { shape: [n, c, positions], running, gather });
      return running;
    }));
    for (const { mean, variance } of all) {
      assertAllClose(mean, expected.mean);
      assertAllClose(variance, expected.variance);
    }
  });
  it("of one replica is batch norm, without gamma and beta as well", async () => {
    const gather = (mine: Float64Array) => [mine];
    const options = { shape: [2, 1], epsilon: 0, gather };
    const { y } = await syncBatchNorm(new Float64Array([1, 3]), options);
    assertEquals([...y], [-1, 1]);
  });
  it("over empty shards alone writes nothing", async () => {
    const running = { mean: new Float64Array([5]), variance: new Float64Array([6]) };
    const options = { shape: [0, 1, 2], gather: alone };
    const { y, count, ...kept } = await syncBatchNorm(new Float64Array(0), { ...options, running });
    assertEquals([y.length, count, running.mean[0], running.variance[0]], [0, 0, 5, 6]);
    const back = await syncBatchNormBackward(y, y, { ...options, ...kept, count });
    assertEquals([back.dx.length, ...back.dgamma, ...back.dbeta], [0, 0, 0]);
  });
  it("writes where it is told, also over x and dy", async () => {
    const options = { shape: [6, c, positions], gather: alone, gamma };
    const { y, ...kept } = await syncBatchNorm(x, options);
    const copy = x.slice(), back = dy.slice();
    assertEquals((await syncBatchNorm(copy, { ...options, out: { y: copy } })).y === copy, true);
    assertBitEqual(copy, y);
    const { dx } = await syncBatchNormBackward(dy, x, { ...options, ...kept });
    await syncBatchNormBackward(back, x, { ...options, ...kept, out: { dx: back } });
    assertBitEqual(back, dx);
  });
  it("refuses what does not fit, before anything is sent", async () => {
    let sent = 0;
    const gather: Gather = (mine) => (sent++, [mine]);
    const shape = [6, c, positions];
    const refuses = (message: string, change: object) =>
      assertRejects(() => syncBatchNorm(x, { shape, gather, ...change }), RangeError, message);
    await refuses("x must have 12 elements", { shape: [1, 3, 4] });
    await refuses("gamma must have 3 elements (channels), got 2", { gamma: new Float64Array(2) });
    const running = { mean: new Float64Array(3), variance: new Float64Array(2) };
    await refuses("running.variance must have 3 elements (channels), got 2", { running });
    const { y: _, ...kept } = await syncBatchNorm(x, { shape, gather: alone });
    await assertRejects(
      () => syncBatchNormBackward(dy, x, { shape, gather, ...kept, count: 23 }),
      RangeError,
      "count must be that of all replicas, at least the 24 of this one, got 23",
    );
    assertEquals(sent, 0);
  });
  it("refuses an answer that does not fit, and writes nothing", async () => {
    const y = new Float64Array(6 * each).fill(9), shape = [6, c, positions];
    const refuses = (message: string, gather: Gather) =>
      assertRejects(() => syncBatchNorm(x, { shape, gather, out: { y } }), RangeError, message);
    await assertRejects(
      () => syncBatchNorm(x, { shape, out: { y } } as never),
      TypeError,
      "gather must be a function, got undefined",
    );
    await assertRejects(
      () => syncBatchNorm(x, { shape, gather: (() => undefined) as never, out: { y } }),
      TypeError,
      "gather must answer with a list of arrays, got undefined",
    );
    await refuses("gather must answer with one array at least, got none", () => []);
    await refuses(
      "gather's answer 1 must have 7 elements (1 + 2 per channel), got 3",
      (mine) => [mine, new Float64Array(3)],
    );
    await refuses("count must be finite and at least 0, got NaN", (mine) => [mine.fill(NaN)]);
    const few = { mean: new Float64Array(1), variance: new Float64Array(1) };
    await assertRejects(
      () => syncBatchNorm(new Float64Array([1]), { shape: [1, 1], gather: alone, running: few }),
      RangeError,
      "running.correction must be less than the 1 elements per channel",
    );
    assertEquals([few.mean[0], y.every((value) => value === 9)], [0, true]);
  });
});
