import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { formatBytes } from "./format_bytes.ts";

describe("formatBytes", () => {
  it("has three digits at most, and the unit that they fit", () => {
    const counts = [0, 999, 1000, 9_994, 15_949, 614_804, 999_499, 999_500, 12_340_000, 5e9, 5e12];
    assertEquals(counts.map(formatBytes), [
      "0 bytes",
      "999 bytes",
      "1.00 KB",
      "9.99 KB",
      "15.9 KB",
      "615 KB",
      "999 KB",
      "1.00 MB",
      "12.3 MB",
      "5.00 GB",
      "5000 GB",
    ]);
  });
});
