import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assertAllClose } from "../assert_all_close.ts";
import { sizeOf } from "../shapes.ts";
import {
  BATCH_NORM,
  BATCH_NORM_INFERENCE,
  type GoldenCase,
  GROUP_NORM,
  INSTANCE_NORM,
  LAYER_NORM,
  POSITIONAL_NORM,
  RMS_NORM,
} from "./mod.ts";

/** Where element `i` finds its statistic and its parameter: written plainly, to test the files. */
type Indices = (golden: GoldenCase, i: number) => { statistic: number; affine: number };

const LISTS: Record<string, { cases: readonly GoldenCase[]; indices: Indices }> = {
  BATCH_NORM: { cases: BATCH_NORM, indices: byChannel(({ channel }) => channel) },
  BATCH_NORM_INFERENCE: {
    cases: BATCH_NORM_INFERENCE,
    indices: byChannel(({ channel }) => channel),
  },
  INSTANCE_NORM: {
    cases: INSTANCE_NORM,
    indices: byChannel(({ n, c, channel }) => n * c + channel),
  },
  GROUP_NORM: {
    cases: GROUP_NORM,
    indices: byChannel(({ n, c, channel, groups }) =>
      n * groups + Math.floor(channel * groups / c)
    ),
  },
  POSITIONAL_NORM: {
    cases: POSITIONAL_NORM,
    indices: byChannel(({ n, position, positions }) => n * positions + position),
  },
  LAYER_NORM: { cases: LAYER_NORM, indices: trailing },
  RMS_NORM: { cases: RMS_NORM, indices: trailing },
};

interface Place {
  readonly n: number;
  readonly channel: number;
  readonly position: number;
  readonly c: number;
  readonly positions: number;
  readonly groups: number;
}

function byChannel(statistic: (place: Place) => number): Indices {
  return ({ shape, groups = 1 }, i) => {
    const [, c = 1, ...spatial] = shape;
    const positions = sizeOf(spatial);
    const channel = Math.floor(i / positions) % c;
    const n = Math.floor(i / (positions * c));
    const place = { n, channel, position: i % positions, c, positions, groups };
    return { statistic: statistic(place), affine: channel };
  };
}

function trailing({ shape, axis = 1 }: GoldenCase, i: number): ReturnType<Indices> {
  const size = sizeOf(shape.slice(axis));
  return { statistic: Math.floor(i / size), affine: i % size };
}

for (const [name, { cases, indices }] of Object.entries(LISTS)) {
  describe(`golden ${name}`, () => {
    for (const golden of cases) {
      const { shape, x, dy, gamma, beta, mean, variance, rstd, epsilon } = golden;

      it(`${golden.name} [${shape}]: fits together`, () => {
        for (const array of [x, dy, golden.y, golden.dx]) assertEquals(array.length, sizeOf(shape));
        assertEquals(golden.dgamma?.length, gamma?.length);
        assertEquals(golden.dbeta?.length, beta?.length);
        assertEquals([variance.length, rstd.length], [mean.length, mean.length]);
        for (const input of [x, dy, gamma ?? [], beta ?? []]) {
          assert(input.every((value) => Object.is(value, Math.fround(value))));
        }
      });

      it(`${golden.name} [${shape}]: y and dbeta follow from the statistics`, () => {
        const expected = x.map((value, i) => {
          const { statistic: s, affine: a } = indices(golden, i);
          return (value - mean[s]!) * rstd[s]! * (gamma?.[a] ?? 1) + (beta?.[a] ?? 0);
        });
        assertAllClose(golden.y, expected, { name: "y" });
        assertEquals(mean.length, indices(golden, x.length - 1).statistic + 1);
        assertAllClose(
          rstd,
          variance.map((v) => (v + epsilon === 0 ? 0 : 1 / Math.sqrt(v + epsilon))),
        );
        const dbeta = new Float64Array(beta?.length ?? 0);
        if (beta !== undefined) dy.forEach((d, i) => dbeta[indices(golden, i).affine]! += d);
        assertAllClose(golden.dbeta ?? [], dbeta, { name: "dbeta" });
      });
    }

    it("covers what a normalization has to get right", () => {
      const some = (test: (golden: GoldenCase) => boolean): void =>
        assert(cases.some(test), `${test}`);
      assertEquals(new Set(cases.map((golden) => golden.name)).size, cases.length);
      for (const rank of [2, 3, 4, 5]) some(({ shape }) => shape.length === rank);
      for (const wanted of [1e-5, 1e-3, 0]) some(({ epsilon }) => epsilon === wanted);
      some(({ shape }) => shape[0] === 1);
      some(({ shape }) => shape.slice(1).includes(1));
      some(({ x }) => x.every((value) => Math.abs(value - 1000) < 10));
      some(({ gamma, beta }) => gamma === undefined && beta === undefined);
      some(({ gamma }) => gamma !== undefined);
    });
  });
}

describe("golden running statistics", () => {
  it("move by rate, with the correction that the case names", () => {
    const kept = BATCH_NORM.filter(({ running }) => running !== undefined);
    assertEquals(new Set(kept.map(({ running }) => running!.correction)), new Set([0, 1]));
    for (const { name, running, x, mean, variance } of kept) {
      const { rate, correction, before, after } = running!;
      const count = x.length / mean.length;
      const blend = (old: Float64Array, value: Float64Array, factor = 1): Float64Array =>
        old.map((o, c) => (1 - rate) * o + rate * factor * value[c]!);
      const factor = count / (count - correction);
      assertAllClose(after.mean, blend(before.mean, mean), { name });
      assertAllClose(after.variance, blend(before.variance, variance, factor), { name });
    }
  });
});
