import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { secondsLeft } from "./seconds_left.ts";

describe("secondsLeft", () => {
  it("cannot be told before every experiment has been measured once", () => {
    assertEquals(secondsLeft([[1], []], 3), undefined);
  });

  it("is what is to come, at the mean pace of each experiment", () => {
    assertEquals(secondsLeft([[1, 3], [10]], 3), 2 + 20);
    assertEquals(secondsLeft([[1, 3]], 2), 0);
  });
});
