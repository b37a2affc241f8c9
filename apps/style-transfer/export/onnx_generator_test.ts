import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { startBackend } from "../training/backend.ts";
import { runOnnx, type RuntimeResult } from "./_test_onnxruntime.ts";
import {
  largestDifference,
  paintedByUs,
  SAMPLE_SHAPE,
  samplePainter,
  samplePainters,
  sampleValues,
} from "./_test_painters.ts";
import { writeOnnx } from "./onnx_file.ts";
import { onnxGenerator } from "./onnx_generator.ts";

const [BATCH, HEIGHT, WIDTH, CHANNELS] = SAMPLE_SHAPE;
const SHAPE = [BATCH, CHANNELS, HEIGHT, WIDTH];
const PIXELS = HEIGHT * WIDTH;

/** From channels last to channels first. */
function channelsFirst(values: Float32Array): number[] {
  return Array.from(values, (_, i) => {
    const [image, rest] = [Math.floor(i / (CHANNELS * PIXELS)), i % (CHANNELS * PIXELS)];
    const [channel, pixel] = [Math.floor(rest / PIXELS), rest % PIXELS];
    return values[(image * PIXELS + pixel) * CHANNELS + channel]!;
  });
}

describe("onnxGenerator", () => {
  const single = new Map<string, Uint8Array>();
  const half = writeOnnx(onnxGenerator(samplePainter(), { half: true }));
  let results: Map<string, RuntimeResult>;
  before(async () => {
    await startBackend();
    for (const painter of samplePainters()) {
      single.set(painter.name, writeOnnx(onnxGenerator(painter, { half: false })));
    }
    const input = { values: channelsFirst(sampleValues()), shape: SHAPE };
    results = await runOnnx(new Map([...single, ["half", half]]), input);
  });

  for (const painter of samplePainters()) {
    it(`paints the same in onnxruntime: ${painter.name}`, () => {
      const { shape, values } = results.get(painter.name)!;
      assertEquals(shape, SHAPE);
      const difference = largestDifference(values, channelsFirst(paintedByUs(painter)));
      assert(difference < 1e-4, String(difference));
    });
  }

  it("stores kernels in half precision, and the rest in single", () => {
    const painter = samplePainter();
    const whole = single.get(painter.name)!;
    assert(half.length < 0.6 * whole.length, `${half.length} of ${whole.length}`);
    const { values } = results.get("half")!;
    const difference = largestDifference(values, channelsFirst(paintedByUs(painter)));
    assert(difference > 1e-5 && difference < 0.05, String(difference));
  });
});
