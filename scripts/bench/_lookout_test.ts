import { assert, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { LookoutError, startLookout } from "./_lookout.ts";

describe("a lookout", () => {
  it("says how long known work takes, again and again, and throws once it is closed", async () => {
    const lookout = await startLookout();
    try {
      for (let i = 0; i < 3; i++) assert(await lookout.look() > 0);
    } finally {
      await lookout.close();
    }
    await assertRejects(() => lookout.look(), LookoutError, "ended with");
  });
});
