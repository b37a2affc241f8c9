import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { toUrl } from "./_import_map.ts";
import type { Import } from "./_module_graph.ts";
import { toMappings } from "./build_npm.ts";
import { npmManifest, readPublished } from "./npm_manifest.ts";

const PINS = { "@tensorflow/tfjs-core": "4.22.0" };

async function map(imports: readonly Omit<Import, "bare">[]) {
  const members = await readPublished();
  const tfjs = members.find(({ name }) => name === "@evenkeel/tfjs")!;
  const modules = [{
    path: "packages/tfjs/a.ts",
    imports: imports.map((entry) => ({ ...entry, bare: false })),
  }];
  return toMappings(npmManifest(tfjs), { modules, members, pins: PINS });
}

describe("toMappings", () => {
  it("maps a sibling's file to its export path", async () => {
    const target = "packages/kernels/plan.ts";
    const mapping = (await map([{ specifier: "@evenkeel/kernels/plan", target }]))[toUrl(target)];
    assertEquals([mapping?.name, mapping?.subPath], ["@evenkeel/kernels", "plan"]);
  });

  it("maps a sibling's entry without one", async () => {
    const target = "packages/kernels/mod.ts";
    const mapping = (await map([{ specifier: "@evenkeel/kernels", target }]))[toUrl(target)];
    assertEquals([mapping?.name, mapping?.subPath], ["@evenkeel/kernels", undefined]);
  });

  it("maps a peer by the version that is pinned here", async () => {
    assertEquals(await map([{ specifier: "@tensorflow/tfjs-core" }]), {
      "npm:@tensorflow/tfjs-core@4.22.0": {
        name: "@tensorflow/tfjs-core",
        version: "^4.22.0",
        peerDependency: true,
      },
    });
  });

  it("maps nothing else", async () => {
    assertEquals(await map([{ specifier: "./b.ts", target: "packages/tfjs/b.ts" }]), {});
  });
});
