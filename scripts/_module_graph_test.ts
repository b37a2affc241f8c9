import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { join } from "node:path";
import { readModuleGraph } from "./_module_graph.ts";

describe("readModuleGraph", () => {
  it("sees imports, exports and types, and knows an import for its side effect", async () => {
    const root = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(join(root, "deno.json"), "{}");
      await Deno.writeTextFile(join(root, "b.ts"), "export type B = 1;\nexport const b = 1;\n");
      await Deno.writeTextFile(join(root, "c.ts"), "export {};\n");
      const text = '// import "./d.ts";\nimport "./c.ts";\nexport * from "./b.ts";\n' +
        'import type { B } from "./b.ts";\nimport process from "node:process";\n' +
        "export type A = [B, typeof process];\n";
      await Deno.writeTextFile(join(root, "a.ts"), text);
      assertEquals(await readModuleGraph(["a.ts"], root), [{
        path: "a.ts",
        imports: [
          { specifier: "./c.ts", target: "c.ts", bare: true },
          { specifier: "./b.ts", target: "b.ts", bare: false },
          { specifier: "node:process", bare: false },
        ],
      }]);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
});
