import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import { findChromium } from "./chromium.ts";

describe("findChromium", () => {
  it("takes the chosen program, wherever it is", () => {
    assertEquals(
      findChromium({ chosen: process.execPath, folders: "", elsewhere: [] }),
      process.execPath,
    );
  });

  it("refuses a chosen program that is not there, and looks no further", () => {
    assertThrows(
      () =>
        findChromium({ chosen: "/no/such/chromium", folders: "", elsewhere: [process.execPath] }),
      Error,
      'CHROMIUM_PATH must name a Chromium, got "/no/such/chromium"',
    );
  });

  it("looks elsewhere if PATH has none", () => {
    const elsewhere = ["/no/such/chromium", process.execPath];
    assertEquals(findChromium({ chosen: undefined, folders: "/no", elsewhere }), process.execPath);
  });

  it("says what to do where there is none at all", () => {
    assertThrows(
      () => findChromium({ chosen: undefined, folders: "", elsewhere: [] }),
      Error,
      "Chromium must be installed to test the page",
    );
  });
});
