import { assertEquals } from "@std/assert";
import { after, afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";

const log: string[] = [];

describe("@std/testing/bdd", () => {
  describe("a group with hooks", () => {
    before(() => void log.push("before"));
    beforeEach(() => void log.push("beforeEach"));
    afterEach(() => void log.push("afterEach"));
    after(() => void log.push("after"));

    it("runs a test", () => void log.push("first"));
    it("waits for an asynchronous test", async () => {
      await Promise.resolve();
      log.push("second");
    });
    // The one skipped test of the repository: skipping is what it tests.
    it.skip("does not run a skipped test", () => void log.push("skipped"));
  });

  it("runs hooks around each test, in order", () => {
    const once = ["before", "beforeEach", "first", "afterEach"];
    assertEquals(log, [...once, "beforeEach", "second", "afterEach", "after"]);
  });

  it("returns nothing that would have to be awaited", () => {
    assertEquals(before(() => {}), undefined);
  });
});
