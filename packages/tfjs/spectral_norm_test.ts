import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { normal, numbers, tensorsLeft } from "./_test_operation.ts";
import { createSpectralState, spectralNorm } from "./spectral_norm.ts";

before(() => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
});

const x = () => normal<tf.Rank.R3>([4, 3, 2], 1);
const dy = () => normal([4, 3, 2], 2);

describe("spectralNorm", () => {
  it("comes close to the largest singular value, and never above", () => {
    const matrix = tf.tensor2d([[3, 0], [0, 1]]);
    let { u, v } = createSpectralState(matrix, { iterations: 0 });
    let before = 0;
    for (let i = 0; i < 12; i++) {
      const next = spectralNorm(matrix, { state: { u, v } });
      const [sigma] = numbers(next.sigma) as [number];
      assertEquals([sigma >= before - 1e-6, sigma <= 3 + 1e-6], [true, true]);
      ({ u, v } = next);
      before = sigma;
    }
    assertAllClose([before], [3], { rtol: 1e-6 });
  });
  it("projects out, from the gradient, the direction that changes nothing", () => {
    const state = createSpectralState(x());
    const f = (x: tf.Tensor) => tf.mul(spectralNorm(x, { state, iterations: 0 }).y, dy());
    const dx = tf.grad(f)(x());
    assertAllClose(numbers(tf.sum(tf.mul(dx, x()))), [0], { atol: 1e-5 });
  });
  it("hands dy on as it is where the gradient is straight-through, as Keras does", () => {
    const options = { state: createSpectralState(x()), gradient: "straight-through" } as const;
    const f = (x: tf.Tensor) => spectralNorm(x, options).y;
    assertEquals(numbers(tf.grad(f)(x(), dy())), numbers(dy()));
    const { y } = spectralNorm(x(), { state: options.state });
    assertEquals(numbers(f(x())), numbers(y));
  });
  it("leaves the state as it is with 0 iterations", () => {
    const state = createSpectralState(x());
    const { u, v } = spectralNorm(x(), { state, iterations: 0 });
    assertEquals([numbers(u), numbers(v)], [numbers(state.u), numbers(state.v)]);
  });
  it("leaves a weight of zeros and its state as they are", () => {
    const zeros = tf.zeros([4, 3, 2]), state = createSpectralState(x());
    const { y, sigma, u } = spectralNorm(zeros, { state });
    assertEquals([...numbers(y), ...numbers(sigma)], Array(25).fill(0));
    assertEquals(numbers(u), numbers(state.u));
    const gradient = tf.grad((x) => spectralNorm(x, { state }).y)(zeros, dy());
    assertEquals(numbers(gradient), numbers(dy()));
  });
  it("of a vector is its length", () => {
    const vector = tf.tensor1d([3, 0, 4]);
    const { sigma } = spectralNorm(vector, { state: createSpectralState(vector) });
    assertAllClose(numbers(sigma), [5], { rtol: 1e-6 });
  });
  it("leaves nothing behind", () => {
    const state = createSpectralState(normal([3, 2, 3, 4], 1));
    assertEquals(tensorsLeft((x) => spectralNorm(x, { state })), 0);
    const gradient = "straight-through";
    assertEquals(tensorsLeft((x) => spectralNorm(x, { state, gradient })), 0);
    const before = tf.memory().numTensors;
    tf.dispose({ ...createSpectralState(tf.tidy(() => x())) });
    assertEquals(tf.memory().numTensors, before + 1); // x itself
  });
  it("says what is wrong", () => {
    const state = createSpectralState(x());
    const refuses = (message: string, change: object) =>
      assertThrows(() => spectralNorm(x(), { state, ...change }), RangeError, message);
    refuses('start must be "u" or "v", got "w"', { start: "w" });
    refuses("iterations must be an integer of at least 0, got -1", { iterations: -1 });
    refuses('gradient must be "projection" or "straight-through", got "none"', {
      gradient: "none",
    });
    refuses("state.u must have 2 elements (outputs), got 12", {
      state: { u: state.v, v: state.v },
    });
    refuses("state.v must have 12 elements (elements of each output), got 2", {
      state: { u: state.u, v: state.u },
    });
    refuses("axis must be from -3 to 2, got 3", { axis: 3 });
    const message = "state.u must be a tensor of numbers, got undefined";
    assertThrows(() => spectralNorm(x(), {} as never), TypeError, message);
    assertThrows(() => spectralNorm(x(), undefined as never), TypeError, message);
  });
});
