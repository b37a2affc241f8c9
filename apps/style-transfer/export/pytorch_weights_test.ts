import { readSafetensors } from "@evenkeel/tfjs/safetensors";
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { samplePainter } from "./_test_painters.ts";
import { encodePytorch } from "./pytorch_weights.ts";

const OPTIONS = { half: false, metadata: { step: "7" } };

describe("encodePytorch", () => {
  it("has PyTorch's names and shapes, and says that it has", () => {
    const painter = samplePainter({ norm: "batch", architecture: "cyclegan" });
    const { tensors, metadata } = readSafetensors(encodePytorch(painter, OPTIONS));
    const shapeOf = (name: string) => tensors.get(name)?.shape;
    assertEquals(Object.fromEntries(metadata), { format: "pt", step: "7" });
    assertEquals(shapeOf("enter.weight"), [4, 3, 7, 7]);
    assertEquals(shapeOf("up1.weight"), [16, 8, 3, 3]);
    assertEquals(shapeOf("leave.bias"), [3]);
    assertEquals(
      [...tensors.keys()].filter((name) => name.startsWith("down1.")).sort(),
      ["norm.bias", "norm.running_mean", "norm.running_var", "norm.weight", "weight"]
        .map((part) => `down1.${part}`),
    );
    assertEquals(tensors.size, painter.weights.size);
  });

  it("moves every number of a kernel to its place", () => {
    const painter = samplePainter({ architecture: "light" });
    const { tensors } = readSafetensors(encodePytorch(painter, OPTIONS));
    const ours = painter.weights.get("down1.kernel")!; // [1, 1, 4, 8]
    const theirs = tensors.get("down1.weight")!;
    assertEquals([ours.shape, theirs.shape], [[1, 1, 4, 8], [8, 4, 1, 1]]);
    assertEquals(theirs.data[5 * 4 + 2], ours.values[2 * 8 + 5]);
    const depthwise = painter.weights.get("down1.depth.kernel")!; // [3, 3, 4, 1]
    const turned = tensors.get("down1.depth.weight")!;
    assertEquals([depthwise.shape, turned.shape], [[3, 3, 4, 1], [4, 1, 3, 3]]);
    assertEquals(turned.data[3 * 9 + 2 * 3 + 1], depthwise.values[(2 * 3 + 1) * 4 + 3]);
  });

  it("calls what a layer without a norm adds its bias, and knows half precision", () => {
    const painter = samplePainter({ norm: "none" });
    const { tensors } = readSafetensors(encodePytorch(painter, { ...OPTIONS, half: true }));
    assertEquals(tensors.get("enter.bias")?.data, painter.weights.get("enter.beta")?.values);
    assertEquals(tensors.get("enter.weight")?.dtype, "F16");
  });
});
