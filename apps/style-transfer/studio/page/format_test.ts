import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { describeResult, formatDistance, formatTime } from "./format.ts";

describe("formatTime", () => {
  it("counts milliseconds below a second, tenths above", () => {
    assertEquals([0.4, 320.4, 999, 1000, 2345].map(formatTime), [
      "0 ms",
      "320 ms",
      "999 ms",
      "1.0 s",
      "2.3 s",
    ]);
  });
});

describe("formatDistance", () => {
  it("has three digits", () => {
    assertEquals(formatDistance(0.05826), "0.058");
  });
});

describe("describeResult", () => {
  it("names the closer norm, whichever it is", () => {
    assertEquals(
      describeResult({ instance: 0.0583, batch: 0.2878 }, 0.2658),
      "Instance norm comes closer to the true painting: 0.058 away, against 0.288. " +
        "The photo itself is 0.266 away.",
    );
    assertEquals(
      describeResult({ instance: 0.09, batch: 0.0712 }, 0.1),
      "Batch norm comes closer to the true painting: 0.071 away, against 0.090. " +
        "The photo itself is 0.100 away.",
    );
  });

  it("calls equal what the digits shown do not tell apart", () => {
    assertEquals(
      describeResult({ instance: 0.07121, batch: 0.07119 }, 0.1),
      "Both norms come equally close to the true painting: 0.071. The photo itself is 0.100 away.",
    );
  });
});
