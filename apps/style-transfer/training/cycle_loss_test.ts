import { assertAlmostEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import { cycleLoss } from "./cycle_loss.ts";
import { scoped } from "./scoped.ts";

interface Moves {
  readonly contentCycle?: number;
  readonly styleCycle?: number;
  readonly contentSame?: number;
  readonly styleSame?: number;
}

/** The loss of pictures that come back with some value added. */
function lossOf(
  { contentCycle = 0, styleCycle = 0, contentSame = 0, styleSame = 0 }: Moves,
): number {
  return scoped(() => {
    const content = tf.tensor4d([0.5, -0.25, 0.125, 1, 0, -1], [1, 1, 2, 3]);
    const style = tf.mul(content, -0.5);
    return cycleLoss({ content, style }, {
      cycled: { content: tf.add(content, contentCycle), style: tf.add(style, styleCycle) },
      same: { content: tf.add(content, contentSame), style: tf.add(style, styleSame) },
    }).dataSync()[0]!;
  });
}

describe("cycleLoss", () => {
  before(async () => void await startBackend());

  it("is 0 for a way there and back that changes nothing", () => {
    assertAlmostEquals(lossOf({}), 0);
  });

  it("weighs cycles by 10 and identities by 5, both ways alike", () => {
    assertAlmostEquals(lossOf({ contentCycle: 0.25 }), 2.5, 1e-6);
    assertAlmostEquals(lossOf({ styleCycle: -0.25 }), 2.5, 1e-6);
    assertAlmostEquals(lossOf({ contentSame: -0.5 }), 2.5, 1e-6);
    assertAlmostEquals(lossOf({ styleSame: 0.5 }), 2.5, 1e-6);
    const all = { contentCycle: 0.25, styleCycle: 0.25, contentSame: 0.5, styleSame: 0.5 };
    assertAlmostEquals(lossOf(all), 10, 1e-5);
  });
});
