/** Sums over pieces of runs. */

import { advance, loopWhile, repeat, select, when } from "../_wasm/control.ts";
import type { FunctionBuilder } from "../_wasm/module.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { fold, sum, widen, zero } from "./lanes.ts";
import { locate, PIECE_FIELDS } from "./run_pieces.ts";
import { DIFFERENCES, GRADIENTS, hasProduct, ROW_PARAMETERS, type Terms, treeOf } from "./terms.ts";

/** How many vectors are summed as one tree of 32-bit floats, before the sum goes on in 64 bits. */
const TREE_VECTORS = 16;
/** Sums of gradients make do with chains side by side, which are a little faster. */
const CHAINS = 4;
const CHAIN_TURNS = 8;
/** About so many vectors of a piece are sampled for the first mean: 11 to 31, or all if there are fewer. */
const SAMPLED_VECTORS = 16;

/**
 * The mean of a sample of the vectors, taken at an odd stride, which seldom aliases with the picture's width.
 * Exact if all values are equal.
 */
function sampleMean(
  builder: FunctionBuilder,
  { center, x, bytes }: {
    readonly center: Local<"f32">;
    readonly x: Value<"i32">;
    readonly bytes: Value<"i32">;
  },
): Statement[] {
  const [p, end, stride] = builder.locals("i32", 3);
  const [first, total] = builder.locals("v128", 2);
  const lanes = [0, 1, 2, 3].map((index) => f32x4.lane(total, index));
  const steps = i32.div(bytes, i32.const(16 * SAMPLED_VECTORS));
  return [
    p.set(x),
    end.set(i32.add(x, i32.and(bytes, i32.const(-16)))),
    stride.set(i32.shl(i32.or(steps, i32.const(1)), i32.const(4))),
    center.set(f32.load(x)),
    first.set(f32x4.splat(center)),
    zero(total),
    when(i32.lt(p, end), [
      repeat([
        total.set(f32x4.add(total, f32x4.sub(v128.load(p), first))),
        advance(p, stride),
      ], i32.lt(p, end)),
      center.set(f32.add(
        center,
        f32.div(
          lanes.reduce((a, b) => f32.add(a, b)),
          f32.convert(i32.shl(i32.div(i32.sub(p, x), stride), i32.const(2))),
        ),
      )),
    ]),
  ];
}

/**
 * Sums of terms and of their products, of each piece, as two 64-bit floats. Each run has a parameter, or as
 * many as rows have; what is "sampled" is found in each piece, and written.
 */
function runSums(
  name: string,
  { inputs, of }: Terms,
  params: "of runs" | "of rows" | "sampled",
): Kernel {
  const fields = [...inputs, "params", "out", ...PIECE_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const { run, start, from, bytes, statements } = locate(builder, unit, field);
    const pointers = inputs.map(() => builder.local("i32"));
    const first = pointers[0]!;
    const each = params === "of rows" ? ROW_PARAMETERS : 1;
    const [place, stop, whole] = builder.locals("i32", 3);
    const center = builder.local("f32");
    const [centers, wideSum, wideProduct, vanished] = builder.locals("v128", 4);
    const [total, totalProduct, single] = builder.locals("f64", 3);
    const move = (bytes: number) => pointers.map((pointer) => advance(pointer, bytes));
    const pairOf = (index: number) =>
      of(f32x4, pointers.map((pointer) => v128.load(pointer, 16 * index)), [centers]);
    const goOn = (sum: Value<"v128">, product: Value<"v128">) => [
      wideSum.set(f64x2.add(wideSum, widen(sum))),
      wideProduct.set(f64x2.add(wideProduct, widen(product))),
    ];
    const until = (bytes: number) =>
      whole.set(i32.add(first, i32.and(i32.sub(stop, first), i32.const(-bytes))));
    const chains = () => {
      const value = builder.local("v128"), end = builder.local("i32");
      const sums = builder.locals("v128", CHAINS), products = builder.locals("v128", CHAINS);
      return [
        until(16 * CHAINS),
        loopWhile(i32.lt(first, whole), [
          ...[...sums, ...products].map(zero),
          end.set(i32.add(first, i32.const(16 * CHAINS * CHAIN_TURNS))),
          end.set(select(i32.lt(whole, end), whole, end)),
          loopWhile(i32.lt(first, end), [
            ...sums.flatMap((sum, i) => {
              const [term, factor = value] = pairOf(i);
              return [
                value.set(term),
                sum.set(f32x4.add(sum, value)),
                products[i]!.set(f32x4.add(products[i]!, f32x4.mul(value, factor))),
              ];
            }),
            ...move(16 * CHAINS),
          ]),
          ...goOn(sum(sums), sum(products)),
        ]),
      ];
    };
    const turns = (size: number) => {
      const tree = treeOf(builder, size);
      return [
        until(16 * size),
        loopWhile(i32.lt(first, whole), [
          ...tree.grow(pairOf),
          ...goOn(tree.sum, tree.product),
          ...move(16 * size),
        ]),
      ];
    };
    const begin = pointers.map((pointer, i) =>
      pointer.set(i32.add(field[inputs[i]!], inputs[i] === "gamma" ? from : start))
    );
    const [term, factor] = of(f32, pointers.map((pointer) => f32.load(pointer)), [center]);
    return [
      ...statements,
      ...begin,
      ...(params === "sampled"
        ? [
          place.set(i32.add(field.params, i32.shl(unit, i32.const(2)))),
          ...sampleMean(builder, { center, x: first, bytes }),
          f32.store(place, center),
        ]
        : [
          place.set(i32.add(field.params, i32.mul(run, i32.const(4 * each)))),
          center.set(f32.load(place)),
        ]),
      centers.set(f32x4.splat(center)),
      ...[wideSum, wideProduct].map(zero),
      stop.set(i32.add(first, bytes)),
      ...(params === "sampled" ? turns(TREE_VECTORS) : chains()),
      ...turns(1),
      total.set(fold(wideSum)),
      totalProduct.set(fold(wideProduct)),
      when(f64.eq(totalProduct, f64.const(0)), [
        ...begin,
        until(16),
        loopWhile(i32.lt(first, whole), [
          vanished.set(v128.or(vanished, hasProduct(pairOf(0)))),
          ...move(16),
        ]),
        when(v128.anyTrue(vanished), [totalProduct.set(f64.const(NaN))]),
      ]),
      loopWhile(i32.lt(first, stop), [
        single.set(f64.promote(term)),
        total.set(f64.add(total, single)),
        totalProduct.set(f64.add(
          totalProduct,
          f64.mul(single, factor === undefined ? single : f64.promote(factor)),
        )),
        ...move(4),
      ]),
      place.set(i32.add(field.out, i32.shl(unit, i32.const(4)))),
      f64.store(place, total),
      f64.store(place, totalProduct, 8),
    ];
  });
}

/** Sums of differences from about the mean, and of their squares, of each piece; the mean is written. */
export const runMoments: Kernel = runSums("runMoments", DIFFERENCES, "sampled");

/** Sums of `dy`, and of `dy * (x - mean)`, of each piece. */
export const runGradientSums: Kernel = runSums("runGradientSums", GRADIENTS, "of runs");

/** Sums of `g = dy * gamma`, and of `g * (x - mean)`, each element with a gamma of its own. */
export const lineGradientSums: Kernel = runSums("lineGradientSums", {
  inputs: ["dy", "x", "gamma"],
  of: ({ sub, mul }, [dy, x, gamma], [mean]) => [mul(dy!, gamma!), sub(x!, mean!)],
}, "of rows");
