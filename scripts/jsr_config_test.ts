import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toJsrConfig } from "./jsr_config.ts";

describe("toJsrConfig", () => {
  it("keeps everything but the @std names and the lock", () => {
    const imports = { "@std/assert": "./assert.ts", b: "npm:b@1.0.0" };
    const config = toJsrConfig({ workspace: ["./a"], imports });
    assertEquals(config.workspace, ["./a"]);
    assertEquals(config.lock, { path: "./deno.jsr.lock" });
    assertEquals(config.imports?.["b"], "npm:b@1.0.0");
    assertEquals(config.imports?.["@std/assert"], "jsr:@std/assert@^1");
  });

  it("refuses an @std name that it does not know", () => {
    const imports = { "@std/new": "./new.ts" };
    assertThrows(() => toJsrConfig({ imports }), Error, "what @std/new is on JSR");
  });
});
