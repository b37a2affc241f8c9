import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toPicture, toRgbaImage } from "./pixels.ts";

describe("toPicture and toRgbaImage", () => {
  it("lose nothing there and back", () => {
    const data = Uint8ClampedArray.from({ length: 4 * 256 }, (_, i) => (i * 7) % 256);
    const image = { width: 64, height: 4, data };
    assertEquals(toRgbaImage(toPicture(image)), image);
  });

  it("put alpha apart, and only where something is clear", () => {
    const opaque = toPicture({
      width: 1,
      height: 1,
      data: new Uint8ClampedArray([255, 0, 51, 255]),
    });
    assertEquals(opaque, { width: 1, height: 1, pixels: new Float32Array([1, 0, 0.2]) });
    const clear = toPicture({ width: 1, height: 1, data: new Uint8ClampedArray([255, 0, 51, 0]) });
    assertEquals(clear.alpha, new Float32Array([0]));
  });

  it("hold numbers beyond the range of a byte within it, and round the others", () => {
    const pixels = new Float32Array([-0.5, 1.5, 0.5]);
    const { data } = toRgbaImage({ width: 1, height: 1, pixels });
    assertEquals([...data], [0, 255, 128, 255]);
  });
});
