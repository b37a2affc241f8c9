import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import {
  failReading,
  forgetFailure,
  read,
  readAsync,
  type Reading,
  readOne,
  readSync,
  scopedReading,
} from "./reading.ts";

/** Reads twice; the second tensor follows from the first one's number. */
function* sumOfSquares(values: readonly number[]): Reading<number> {
  const [a, b] = yield* read([tf.tensor1d([...values]), tf.scalar(values.length)]);
  assertEquals(b!.length, 1);
  const [sum] = yield* readOne(tf.sum(tf.square(tf.tensor1d(a!))));
  return sum!;
}

function* failing(): Reading<number> {
  const gone = tf.scalar(1);
  gone.dispose();
  yield* readOne(gone);
  return 1;
}

describe("reading", () => {
  before(async () => void await startBackend());

  it("is the same whether it is waited for or not", async () => {
    assertEquals(readSync(sumOfSquares([1, 2, 3])), 14);
    assertEquals(await readAsync(sumOfSquares([1, 2, 3])), 14);
  });

  it("looks into a memory that can be seen, and copies integers", () => {
    const place = (tensor: tf.Tensor) => {
      const { buffer, byteOffset } = readSync(readOne(tensor));
      return { buffer, byteOffset };
    };
    const sums = tf.add(tf.ones([300]), 1);
    assertEquals(place(sums).byteOffset, place(sums).byteOffset);
    assertStrictEquals(place(sums).buffer, place(sums).buffer);
    assertEquals([...readSync(readOne(sums))], [...sums.dataSync()]);
    const whole = tf.range(0, 300, 1, "int32");
    readSync(readOne(whole))[299] = -1;
    assertEquals(readSync(readOne(whole))[299], 299);
  });

  it("in a scope leaves no tensor", async () => {
    const { numTensors } = tf.memory();
    const scoped = () => scopedReading(() => sumOfSquares([1, 2]));
    assertEquals([readSync(scoped()), await readAsync(scoped())], [5, 5]);
    assertEquals(tf.memory().numTensors, numTensors);
  });

  it("in a scope leaves no tensor when something fails, in it or while reading", async () => {
    const { numTensors } = tf.memory();
    for (const failure of [failing, throwing]) {
      assertThrows(() => readSync(scopedReading(failure)), Error);
      await assertRejects(() => readAsync(scopedReading(failure)), Error);
      assertEquals(tf.memory().numTensors, numTensors);
    }
  });

  it("fails where the backend could not compute, until that is forgotten", async () => {
    failReading(new Error("the GPU has no memory left"));
    for (let i = 0; i < 2; i++) {
      await assertRejects(() => readAsync(sumOfSquares([1])), Error, "no memory left");
    }
    forgetFailure();
    assertEquals(await readAsync(sumOfSquares([2])), 4);
  });

  it("lets a computation go on after what it could not read", () => {
    function* robust(): Reading<string> {
      try {
        return String(yield* failing());
      } catch {
        return "caught";
      }
    }
    assertEquals(readSync(robust()), "caught");
  });
});

function* throwing(): Reading<number> {
  yield* readOne(tf.scalar(1));
  throw new Error("no");
}
