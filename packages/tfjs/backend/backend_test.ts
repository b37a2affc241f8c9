import { assertEquals, assertNotStrictEquals, assertThrows } from "@std/assert";
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { engineBytes, random } from "./_test_backends.ts";
import type { EvenkeelBackend } from "./backend.ts";
import { createBackend, registerEvenkeel } from "./register.ts";

// On both sides of the size from which tensors live in the engine's memory.
const SIZES = [3, 255, 256, 1000];

before(async () => {
  tf.env().set("IS_TEST", true);
  await registerEvenkeel({ threads: 1 });
});
beforeEach(() => tf.setBackend("evenkeel").then(() => {}));
after(() => tf.removeBackend("evenkeel"));

function ours(): EvenkeelBackend {
  return tf.backend() as EvenkeelBackend;
}

function counting(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => i);
}

describe("the backend", () => {
  it("does not advertise another one", async () => {
    const log = globalThis.console, { warn } = log;
    const said: unknown[] = [];
    log.warn = (...words) => said.push(...words);
    tf.env().set("IS_TEST", false);
    try {
      const backend = await createBackend({ threads: 1 });
      backend.write(counting(3), [3], "float32");
      backend.dispose();
    } finally {
      tf.env().set("IS_TEST", true);
      log.warn = warn;
    }
    assertEquals(said, []);
  });
});

describe("what callers give and get is theirs", () => {
  for (const size of SIZES) {
    it(`they go on writing in the array of a tensor: ${size}`, () => {
      const array = counting(size);
      const x = tf.tensor(array);
      array.fill(-1);
      assertEquals(x.dataSync(), counting(size));
      assertEquals(tf.tidy(() => tf.add(x, 1).dataSync()[2]), 3);
      x.dispose();
    });

    it(`they write in what they read: ${size}`, async () => {
      const x = tf.add(tf.tensor(counting(size)), 0);
      x.dataSync().fill(-1);
      (await x.data()).fill(-2);
      assertEquals(x.dataSync(), counting(size));
      x.dispose();
    });

    it(`what they read outlives the tensor: ${size}`, () => {
      const read = tf.tidy(() => tf.mul(tf.tensor(counting(size)), 1).dataSync());
      tf.dispose(tf.tidy(() => Array.from({ length: 9 }, () => tf.fill([size], NaN))));
      assertEquals(read, counting(size));
    });

    it(`a tensor in the engine's memory is what it was: ${size}`, () => {
      const x = tf.tensor(counting(size));
      const values = ours().values(x);
      assertEquals(ours().engine.owns(values), true);
      assertEquals(values, counting(size));
      assertEquals(tf.tidy(() => tf.reverse(x).dataSync()), counting(size).reverse());
      assertEquals(tf.tidy(() => tf.slice(x, 1).dataSync()), counting(size).subarray(1));
      x.dispose();
    });

    it(`tensors go to another backend and come back: ${size}`, async () => {
      const x = tf.tensor(counting(size));
      const there = tf.add(x, 1);
      await tf.setBackend("cpu");
      const twice = tf.add(x, there);
      const onlyThere = tf.tensor(counting(size));
      await tf.setBackend("evenkeel");
      assertEquals(tf.tidy(() => tf.sub(twice, tf.add(x, onlyThere)).dataSync()[1]), 1);
      assertEquals(x.dataSync(), counting(size));
      tf.dispose([x, there, twice, onlyThere]);
    });

    it(`integers that became float32 stay integers: ${size}`, () => {
      const integers = tf.range(0, size, 1, "int32");
      const x = tf.cast(integers, "float32");
      const half = tf.mul(x, 0.5);
      assertEquals(half.dataSync()[1], 0.5);
      assertEquals(integers.dataSync(), Int32Array.from(counting(size)));
      tf.dispose([integers, x, half]);
    });

    it(`a reshaped tensor outlives the one that it was made of: ${size}`, () => {
      const x = tf.add(tf.tensor(counting(size)), 0);
      const column = tf.reshape(x, [size, 1]);
      ours().values(column);
      x.dispose();
      const noise = Array.from({ length: 5 }, () => tf.fill([size], NaN));
      assertEquals(column.dataSync(), counting(size));
      tf.dispose([column, ...noise]);
    });
  }

  it("a variable that is assigned to in each step", () => {
    const weights = tf.variable(tf.tensor(counting(500)));
    for (let i = 0; i < 5; i++) tf.tidy(() => weights.assign(tf.add(weights, 1)));
    assertEquals(weights.dataSync(), counting(500).map((value) => value + 5));
    weights.dispose();
  });

  it("strings, truths and complex numbers", () => {
    assertEquals(tf.tidy(() => tf.tensor(["a", "b"]).dataSync<"string">().join()), "a,b");
    assertEquals(
      [...tf.tidy(() => tf.greater(tf.tensor(counting(300)), 297).dataSync())].at(-1),
      1,
    );
    const parts = tf.tidy(() => {
      const z = tf.complex(counting(300), counting(300));
      return tf.add(tf.real(z), tf.imag(z)).dataSync();
    });
    assertEquals(parts, counting(300).map((value) => 2 * value));
  });
});

describe("memory", () => {
  it("is counted, and given back with the tensors", () => {
    const [tensors, bytes] = [tf.memory().numTensors, engineBytes()];
    const x = tf.tidy(() => tf.relu(tf.add(random([64, 16], 1), random([16], 2))));
    assertEquals(engineBytes() - bytes, 4 * 64 * 16);
    assertEquals(tf.memory().unreliable, false);
    x.dispose();
    assertEquals([tf.memory().numTensors, engineBytes()], [tensors, bytes]);
  });

  it("does not grow with the number of steps", () => {
    const step = () =>
      tf.tidy(() => {
        const x = random<tf.Rank.R4>([2, 16, 16, 8], 1);
        return tf.conv2d(x, random<tf.Rank.R4>([3, 3, 8, 8], 2), 1, "same").dataSync()[0];
      });
    const first = step();
    const bytes = ours().engine.allocate(1 << 16);
    const address = bytes.byteOffset;
    ours().engine.free(bytes);
    for (let i = 0; i < 50; i++) assertEquals(step(), first);
    const again = ours().engine.allocate(1 << 16);
    assertEquals(again.byteOffset, address);
    ours().engine.free(again);
  });

  it("that does not suffice is an error that names the shape", () => {
    const [tensors, bytes] = [tf.memory().numTensors, engineBytes()];
    assertThrows(
      () => ours().create([70_000, 70_000]),
      RangeError,
      "a float32 tensor of shape [70000,70000] does not fit",
    );
    assertEquals([tf.memory().numTensors, engineBytes()], [tensors, bytes]);
    assertEquals(tf.tidy(() => tf.add(random([300], 1), 0).size), 300);
  });
});

describe("dispose", () => {
  it("leaves tensors readable, also a second time", async () => {
    const backend = await createBackend({ threads: 2 });
    const { info, values } = backend.create([2, 200]);
    values.fill(7);
    backend.dispose();
    backend.dispose();
    assertEquals(backend.readSync(info.dataId), new Float32Array(400).fill(7));
    assertEquals(backend.disposeData(info.dataId), true);
    assertEquals(backend.memory().numBytesInEngine, 0);
  });

  it("is followed by a new backend when TensorFlow.js is asked for one", async () => {
    const first = ours();
    tf.removeBackend("evenkeel");
    await registerEvenkeel({ threads: 1 });
    await tf.setBackend("evenkeel");
    assertNotStrictEquals(ours(), first);
    assertEquals(tf.tidy(() => tf.sum(tf.ones([20, 20])).dataSync()[0]), 400);
  });

  it("many times", async () => {
    for (let i = 0; i < 20; i++) {
      const backend = await createBackend({ threads: 1 });
      backend.create([1000]);
      backend.dispose();
    }
  });
});
