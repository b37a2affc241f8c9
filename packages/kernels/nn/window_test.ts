import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createWindow, type Padding, type WindowOptions } from "./window.ts";

const BASE: WindowOptions = { inputShape: [2, 7, 9, 3], filterShape: [3, 5, 3, 4] };

function places(options: Partial<WindowOptions>) {
  const { outputShape, top, left } = createWindow({ ...BASE, ...options });
  return [...outputShape, top, left];
}

describe("createWindow", () => {
  it("adds no padding unless told", () => assertEquals(places({}), [2, 5, 5, 4, 0, 0]));
  it("keeps the size with same, the odd pixel at the end", () => {
    assertEquals(places({ padding: "same" }), [2, 7, 9, 4, 1, 2]);
    assertEquals(places({ padding: "same", strides: [2, 2] }), [2, 4, 5, 4, 1, 2]);
    assertEquals(places({ padding: "same", filterShape: [2, 4, 3, 4] }), [2, 7, 9, 4, 0, 1]);
  });
  it("never pads less than nothing", () => {
    assertEquals(
      places({ padding: "same", filterShape: [1, 1, 3, 4], strides: [3, 4] }),
      [2, 3, 3, 4, 0, 0],
    );
  });
  it("counts dilations, and padding on each side", () => {
    const padding = { top: 1, bottom: 2, left: 0, right: 4 };
    assertEquals(places({ padding, dilations: [2, 1], strides: [1, 3] }), [2, 6, 3, 4, 1, 0]);
  });
  it("leaves nothing where the filter does not fit", () => {
    assertEquals(places({ filterShape: [8, 9, 3, 4] }), [2, 0, 1, 4, 0, 0]);
  });

  const refusals: Readonly<Record<string, readonly [Partial<WindowOptions>, string]>> = {
    "a shape of another rank": [
      { inputShape: [7, 9, 3] },
      "inputShape must be 4 non-negative integers, got [7,9,3]",
    ],
    "a size that is none": [
      { filterShape: [3, 1.5, 3, 4] },
      "filterShape must be 4 non-negative integers, got [3,1.5,3,4]",
    ],
    "a filter of size 0": [
      { filterShape: [0, 3, 3, 4] },
      "filterShape must start with 2 positive integers, got [0,3,3,4]",
    ],
    "other channels": [
      { filterShape: [3, 3, 2, 4] },
      "filterShape must have 3 input channels, got [3,3,2,4]",
    ],
    "a stride of 0": [{ strides: [1, 0] }, "strides must be 2 positive integers, got [1,0]"],
    "a dilation of a half": [
      { dilations: [0.5, 1] },
      "dilations must be 2 positive integers, got [0.5,1]",
    ],
    "negative padding": [
      { padding: { top: -1, bottom: 0, left: 0, right: 0 } },
      "padding must hold non-negative integers, got -1",
    ],
    "a padding that is nothing": [
      { padding: null as never },
      'padding must be "same", "valid" or an object, got null',
    ],
    "an unknown padding": [
      { padding: "full" as Padding },
      'padding must be "same", "valid" or an object, got "full"',
    ],
  };
  for (const [name, [options, message]] of Object.entries(refusals)) {
    it(`refuses ${name}`, () => {
      assertThrows(() => createWindow({ ...BASE, ...options }), RangeError, message);
    });
  }
});
