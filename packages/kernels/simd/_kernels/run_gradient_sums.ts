/** What the gradients of runs sum up. */

import { advance, loopWhile, select } from "../_wasm/control.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { type Kernel, kernel } from "./job.ts";
import { fold, sum, widen, zero } from "./lanes.ts";
import { GRADIENT_CHAIN } from "./moments.ts";
import { locate, PIECE_FIELDS, STEP_BYTES, STEP_VECTORS, times } from "./run_pieces.ts";

function sumsOf(name: string, elementwise: boolean): Kernel {
  const own = elementwise ? ["gamma"] as const : [];
  const fields = ["dy", "x", "params", "out", ...own, ...PIECE_FIELDS] as const;
  return kernel(name, fields, (builder, unit, field) => {
    const { run, start, from, bytes, statements } = locate(builder, unit, field);
    const [x, dy, gamma, stop, whole, end] = builder.locals("i32", 6);
    const move = (bytes: number) =>
      (elementwise ? [x, dy, gamma] : [x, dy]).map((pointer) => advance(pointer, bytes));
    const plain = builder.locals("v128", STEP_VECTORS);
    const product = builder.locals("v128", STEP_VECTORS);
    const [d, means, widePlain, wideProduct] = builder.locals("v128", 4);
    const mean = builder.local("f32");
    const [total, totalProduct, d64] = builder.locals("f64", 3);
    return [
      ...statements,
      mean.set(f32.load(i32.add(field.params, i32.mul(run, i32.const(elementwise ? 12 : 4))))),
      means.set(f32x4.splat(mean)),
      widePlain.set(f64x2.splat(f64.const(0))),
      wideProduct.set(f64x2.splat(f64.const(0))),
      x.set(i32.add(field.x, start)),
      dy.set(i32.add(field.dy, start)),
      ...(elementwise ? [gamma.set(i32.add(field.gamma, from))] : []),
      stop.set(i32.add(x, bytes)),
      whole.set(i32.add(x, i32.and(bytes, i32.const(-STEP_BYTES)))),
      loopWhile(i32.lt(x, whole), [
        ...[...plain, ...product].map(zero),
        end.set(i32.add(x, i32.const(GRADIENT_CHAIN * STEP_BYTES))),
        end.set(select(i32.lt(whole, end), whole, end)),
        loopWhile(i32.lt(x, end), [
          ...times((i) => [
            d.set(v128.load(dy, 16 * i)),
            ...(elementwise ? [d.set(f32x4.mul(d, v128.load(gamma, 16 * i)))] : []),
            plain[i]!.set(f32x4.add(plain[i]!, d)),
            product[i]!.set(f32x4.add(
              product[i]!,
              f32x4.mul(d, f32x4.sub(v128.load(x, 16 * i), means)),
            )),
          ]).flat(),
          ...move(STEP_BYTES),
        ]),
        widePlain.set(f64x2.add(widePlain, widen(sum(plain)))),
        wideProduct.set(f64x2.add(wideProduct, widen(sum(product)))),
      ]),
      total.set(fold(widePlain)),
      totalProduct.set(fold(wideProduct)),
      loopWhile(i32.lt(x, stop), [
        d64.set(
          f64.promote(elementwise ? f32.mul(f32.load(dy), f32.load(gamma)) : f32.load(dy)),
        ),
        total.set(f64.add(total, d64)),
        totalProduct.set(f64.add(
          totalProduct,
          f64.mul(d64, f64.promote(f32.sub(f32.load(x), mean))),
        )),
        ...move(4),
      ]),
      end.set(i32.add(field.out, i32.mul(unit, i32.const(16)))),
      f64.store(end, total),
      f64.store(end, totalProduct, 8),
    ];
  });
}

/** Sums of `dy`, and of `dy * (x - mean)`, of each piece, as two 64-bit floats. */
export const runGradientSums: Kernel = sumsOf("runGradientSums", false);

/**
 * Sums of `g = dy * gamma`, and of `g * (x - mean)`, each element with a gamma of its own. A run's mean
 * is the first of three parameters.
 */
export const lineGradientSums: Kernel = sumsOf("lineGradientSums", true);
