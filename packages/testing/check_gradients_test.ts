import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AssertionError } from "./assertion_error.ts";
import { checkGradients } from "./check_gradients.ts";

const inputs = { a: new Float64Array([2, 3]), b: new Float64Array([5, 7]) };
const output = ({ a, b }: typeof inputs) => a.map((value, i) => value * value * b[i]!);
const da = ({ a, b }: typeof inputs, dy: Float64Array) => dy.map((d, i) => 2 * d * a[i]! * b[i]!);
const db = ({ a }: typeof inputs, dy: Float64Array) => dy.map((d, i) => d * a[i]! * a[i]!);

describe("checkGradients()", () => {
  it("accepts right gradients, all or some of them", () => {
    checkGradients({ inputs, output, gradients: (at, dy) => ({ a: da(at, dy), b: db(at, dy) }) });
    checkGradients({ inputs, output, gradients: (at, dy) => ({ b: db(at, dy) }) });
  });
  it("names the one that is wrong", () => {
    const gradients = (at: typeof inputs, dy: Float64Array) => ({ a: da(at, dy), b: dy });
    assertThrows(() => checkGradients({ inputs, output, gradients }), AssertionError, "db must");
  });
  it("refuses to check nothing", () => {
    assertThrows(() => checkGradients({ inputs, output, gradients: () => ({}) }), RangeError);
  });
});
