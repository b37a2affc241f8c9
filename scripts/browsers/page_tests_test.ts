import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as page from "./page_tests.ts";

describe("tests in a page", () => {
  it("run in order, with their hooks, and each failure is told", async () => {
    const steps: string[] = [];
    const step = (name: string) => () => void steps.push(name);
    page.describe("outer", () => {
      page.before(step("before"));
      page.after(step("after"));
      page.beforeEach(step("each"));
      page.afterEach(step("each done"));
      page.it("passes", step("first"));
      page.describe("inner", () => {
        page.beforeEach(step("inner each"));
        page.it("waits", async () => {
          await Promise.resolve();
          steps.push("second");
        });
        page.it("fails", () => {
          throw new RangeError("as it must");
        });
      });
    });
    const { passed, failures } = await page.runTests();
    assertEquals(passed, 2);
    assertEquals(failures.length, 1);
    assertMatch(failures[0]!, /^outer > inner > fails: RangeError: as it must\n/);
    assertEquals(steps, [
      ...["before", "each", "first", "each done"],
      ...["each", "inner each", "second", "each done"],
      ...["each", "inner each", "after"],
    ]);
  });

  it("fail with their group where a hook does, and others run", async () => {
    const fail = () => Promise.reject(new Error("no page"));
    page.describe("cannot begin", () => {
      page.before(fail);
      page.it("is not run", () => {});
    });
    page.describe("cannot end", () => {
      page.after(fail);
      page.it("is run", () => {});
    });
    const { passed, failures } = await page.runTests();
    assertEquals(passed, 1);
    assertEquals(failures.map((failure) => failure.split("\n")[0]), [
      "cannot begin, before: Error: no page",
      "cannot end, after: Error: no page",
    ]);
  });

  it("are run once, and what is skipped is counted", async () => {
    page.it.skip("later", () => {});
    page.describe.skip("elsewhere", () => page.it("never", () => {}));
    assertEquals(await page.runTests(), { passed: 0, skipped: 2, failures: [] });
    assertEquals(await page.runTests(), { passed: 0, skipped: 0, failures: [] });
    assertThrows(() => page.describe.only("this", () => {}), Error, "must all run");
  });
});
