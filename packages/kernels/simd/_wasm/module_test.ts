import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { count, drop, loopWhile, repeat, select, when } from "./control.ts";
import { assemble, callIndirect, type FunctionSource } from "./module.ts";
import { f32, f64, i32 } from "./scalars.ts";
import { f32x4, f64x2, v128 } from "./vectors.ts";

/** Runs the functions over one page; they are called by name. */
function run(functions: readonly FunctionSource[]): {
  call: (name: string, ...args: number[]) => void;
  memory: WebAssembly.Memory;
} {
  const bytes = assemble(functions, {
    memory: { shared: false, initialPages: 1, maximumPages: 1 },
    relaxedSimd: false,
  });
  assertEquals(WebAssembly.validate(bytes), true);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return {
    call: (name, ...args) => {
      const found = exports[name];
      if (typeof found !== "function") throw new Error(`${name} must be exported`);
      found(...args);
    },
    memory,
  };
}

describe("modules", () => {
  it("may have no function", () => void run([]));
  it("sum numbers in a loop", () => {
    const { call, memory } = run([{
      name: "sum",
      params: 2,
      body: (builder, [end, out]) => {
        const [i, total] = builder.locals("i32", 2);
        return [
          count(i, { end: end!, step: 1 }, [total.set(i32.add(total, i))]),
          i32.store(out!, total),
        ];
      },
    }]);
    const words = new Int32Array(memory.buffer);
    for (const [end, sum] of [[0, 0], [1, 0], [10, 45], [1000, 499500]] as const) {
      call("sum", end, 8);
      assertEquals(words[2], sum);
    }
  });
  it("choose, and do a body at least once, or not at all", () => {
    const { call, memory } = run([{
      name: "choose",
      params: 1,
      body: (builder, [n]) => {
        const [once, never] = builder.locals("i32", 2);
        const zero = i32.const(0);
        return [
          repeat([once.set(i32.add(once, i32.const(1)))], i32.lt(once, n!)),
          loopWhile(i32.lt(never, n!), [never.set(i32.add(never, i32.const(1)))]),
          i32.store(zero, once),
          i32.store(zero, never, 4),
          when(n!, [i32.store(zero, i32.const(-7), 8)], [i32.store(zero, i32.const(300), 8)]),
          i32.store(zero, select(n!, i32.const(1), i32.const(2)), 12),
          drop(n!),
        ];
      },
    }]);
    const words = new Int32Array(memory.buffer);
    call("choose", 0);
    assertEquals([...words.slice(0, 4)], [1, 0, 300, 2]);
    call("choose", 5);
    assertEquals([...words.slice(0, 4)], [5, 5, -7, 1]);
  });
  it("call each other by number", () => {
    const store = (name: string, value: number): FunctionSource => ({
      name,
      params: 1,
      body: (_, [address]) => [i32.store(address!, i32.const(value))],
    });
    const { call, memory } = run([store("a", 11), store("b", 22), {
      name: "by_number",
      params: 2,
      body: (_, [index, address]) => [callIndirect(index!, [address!])],
    }]);
    const words = new Int32Array(memory.buffer);
    call("by_number", 1, 4);
    call("by_number", 0, 0);
    assertEquals([...words.slice(0, 2)], [11, 22]);
  });
  it("round as JavaScript's 32 and 64 bits do", () => {
    const { call, memory } = run([{
      name: "third",
      params: 0,
      body: () => {
        const zero = i32.const(0);
        return [
          f32.store(zero, f32.div(f32.load(zero), f32.load(zero, 4)), 8),
          f64.store(zero, f64.div(f64.promote(f32.load(zero)), f64.promote(f32.load(zero, 4))), 16),
        ];
      },
    }]);
    const f = new Float32Array(memory.buffer);
    f.set([1, 3]);
    call("third");
    assertEquals(f[2], Math.fround(1 / 3));
    assertEquals(new Float64Array(memory.buffer)[2], 1 / 3);
  });
  it("do four lanes at once, at any address", () => {
    const { call, memory } = run([{
      name: "lanes",
      params: 2,
      body: (builder, [from, to]) => {
        const x = builder.local("v128");
        return [
          x.set(v128.load(from!)),
          v128.store(to!, f32x4.mul(f32x4.add(x, f32x4.splat(f32.const(1))), x)),
          v128.store(to!, f64x2.promoteHigh(x), 16),
        ];
      },
    }]);
    const f = new Float32Array(memory.buffer);
    f.set([2, 3, 4, 0.1], 1);
    call("lanes", 4, 64);
    const rounded = Math.fround(0.1);
    const last = Math.fround(Math.fround(rounded + 1) * rounded);
    assertEquals([...f.slice(16, 20)], [6, 12, 20, last]);
    assertEquals([...new Float64Array(memory.buffer, 80, 2)], [4, rounded]);
  });
});
