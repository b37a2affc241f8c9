/** Forward in one go: moments, parameters and output of a part, before those of the next part. */

import { advance, loopWhile, when } from "../_wasm/control.ts";
import { callIndirect } from "../_wasm/module.ts";
import { f32, f64, i32 } from "../_wasm/scalars.ts";
import type { Statement, Value } from "../_wasm/types.ts";
import { f32x4, f64x2, v128 } from "../_wasm/vectors.ts";
import { LARGEST_FACTOR, LEAST_SQUARES, MISSED, MOST_SQUARES, SMALLEST_FACTOR } from "../_trust.ts";
import { JOB, type Kernel, kernel } from "./job.ts";
import { constant, isUpTo, isZeroOrBetween } from "./lanes.ts";

type Int = Value<"i32">;
type Vector = Value<"v128">;

/** How 64-bit numbers of two lines, or of one line twice, come and go. */
interface Access {
  readonly lines: 1 | 2;
  readonly load: (address: Int) => Vector;
  readonly store: (address: Int, value: Vector) => Statement;
  /** The same for 32-bit floats. */
  readonly loadShort: (address: Int) => Vector;
  readonly storeShort: (address: Int, value: Vector) => Statement;
}

const TWO: Access = {
  lines: 2,
  load: v128.load,
  store: v128.store,
  loadShort: (address) => f64x2.promoteLow(v128.load(address)),
  // Two 32-bit floats are as long as a 64-bit one.
  storeShort: (address, value) => f64.store(address, f64x2.lane(demote(value), 0)),
};

const ONE: Access = {
  lines: 1,
  load: (address) => f64x2.splat(f64.load(address)),
  store: (address, value) => f64.store(address, f64x2.lane(value, 0)),
  loadShort: (address) => f64x2.promoteLow(f32x4.splat(f32.load(address))),
  storeShort: (address, value) => f32.store(address, f32x4.lane(demote(value), 0)),
};

function demote(value: Vector): Vector {
  return f32x4.demote(value, value);
}

/**
 * A unit is a part: several lines, each of which holds all elements of a statistic of its own. One job sums
 * their differences from centers, then come the means, the standard deviations and what they are multiplied
 * and added with, to the bit as JavaScript would compute them; and another job applies that, unless it takes
 * 64 bits for one of the lines: then the part's flag is set, and nothing of it has been written.
 */
export const normalizePart: Kernel = kernel("normalizePart", [
  // Two jobs.
  "moments",
  "apply",
  // How many there are in a part; how many elements each has; whether its mean is subtracted.
  "lines",
  "count",
  "centered",
  // What the first job writes: as a part's sums, and then its squares.
  "centers",
  "sums",
  // One to a line, 64 bits.
  "gamma",
  "beta",
  "mean",
  "variance",
  "rstd",
  // What the second job reads, from one line to the next, and from one parameter to the next.
  "params",
  "next",
  "stride",
  // Two numbers: what is added inside the root, and what outside.
  "epsilon",
  // One word to a part.
  "flags",
], (builder, unit, field) => {
  const [line, last, sum, param, offset] = builder.locals("i32", 5);
  const [trusted, count, share, total, squares, missed, mean] = builder.locals("v128", 7);
  const [variance, deviation, rstd, high, scale, shift, inside, outside] = builder.locals(
    "v128",
    8,
  );
  const does = (job: Int) => callIndirect(i32.load(job, JOB.kernel), [job, unit]);
  const ofLine = (array: "gamma" | "beta" | "mean" | "variance" | "rstd") =>
    i32.add(field[array], offset);
  const demand = (condition: Vector) => trusted.set(v128.and(trusted, condition));
  const settle = ({ lines, load, store, loadShort, storeShort }: Access) => [
    offset.set(i32.shl(line, i32.const(3))),
    total.set(load(sum)),
    squares.set(load(i32.add(sum, i32.shl(field.lines, i32.const(3))))),
    mean.set(f64x2.mul(total, share)),
    missed.set(f64x2.mul(total, mean)),
    demand(isZeroOrBetween(squares, LEAST_SQUARES, MOST_SQUARES)),
    demand(f64x2.le(missed, f64x2.mul(constant(MISSED), squares))),
    mean.set(
      f64x2.add(loadShort(i32.add(field.centers, i32.shl(line, i32.const(2)))), mean),
    ),
    variance.set(f64x2.sub(squares, missed)),
    when(i32.eq(field.centered, i32.const(0)), [
      variance.set(f64x2.add(variance, f64x2.mul(f64x2.mul(count, mean), mean))),
      mean.set(constant(0)),
    ]),
    variance.set(f64x2.mul(variance, share)),
    deviation.set(f64x2.add(f64x2.sqrt(f64x2.add(variance, inside)), outside)),
    rstd.set(v128.bitselect(
      constant(0),
      f64x2.div(constant(1), deviation),
      f64x2.eq(deviation, constant(0)),
    )),
    high.set(f64x2.promoteLow(demote(mean))),
    scale.set(f64x2.mul(rstd, load(ofLine("gamma")))),
    shift.set(f64x2.sub(load(ofLine("beta")), f64x2.mul(f64x2.sub(mean, high), scale))),
    ...[rstd, scale].map((factor) =>
      demand(isZeroOrBetween(f64x2.abs(factor), SMALLEST_FACTOR, LARGEST_FACTOR))
    ),
    ...[high, shift].map((term) => demand(isUpTo(f64x2.abs(term), LARGEST_FACTOR))),
    store(ofLine("mean"), mean),
    store(ofLine("variance"), variance),
    store(ofLine("rstd"), rstd),
    storeShort(param, high),
    storeShort(i32.add(param, field.stride), scale),
    storeShort(i32.add(param, i32.shl(field.stride, i32.const(1))), shift),
    advance(param, i32.mul(field.next, i32.const(lines))),
    advance(sum, 8 * lines),
    advance(line, lines),
  ];
  return [
    does(field.moments),
    // All ones.
    trusted.set(f64x2.eq(constant(0), constant(0))),
    count.set(f64x2.splat(f64.convert(field.count))),
    share.set(f64x2.div(constant(1), count)),
    inside.set(f64x2.splat(f64.load(field.epsilon))),
    outside.set(f64x2.splat(f64.load(field.epsilon, 8))),
    line.set(i32.mul(unit, field.lines)),
    last.set(i32.add(line, field.lines)),
    sum.set(i32.add(field.sums, i32.shl(line, i32.const(4)))),
    param.set(i32.add(field.params, i32.mul(line, field.next))),
    // A sheet's parameters lie side by side, and its lines are a multiple of 4.
    when(i32.lt(i32.const(1), field.lines), [loopWhile(i32.lt(line, last), settle(TWO))]),
    loopWhile(i32.lt(line, last), settle(ONE)),
    i32.store(
      i32.add(field.flags, i32.shl(unit, i32.const(2))),
      i32.eq(v128.bothTrue(trusted), i32.const(0)),
    ),
    when(v128.bothTrue(trusted), [does(field.apply)]),
  ];
});
