import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { run } from "./_run.ts";

describe("run", () => {
  it("returns what the program wrote", async () => {
    assertEquals(await run(Deno.execPath(), ["eval", "console.log(6 * 7)"]), "42\n");
  });

  it("throws with what a failed program wrote", async () => {
    const script = 'console.error("no such thing"); Deno.exit(3)';
    await assertRejects(() => run(Deno.execPath(), ["eval", script]), Error, "no such thing");
  });
});
