/** Generators of CycleGAN's own code, as its `state_dict` names them. */

import type { Safetensors } from "@evenkeel/tfjs/safetensors";
import { layersOf } from "../model/architectures.ts";
import { type GeneratorConfig, generatorShapes } from "../model/generator.ts";
import { type Convolution, convolutionsOf } from "../model/layers.ts";
import { constantWeight, type Weight, type Weights } from "../model/weights.ts";

type Tensors = Safetensors["tensors"];

/** A generator that was read. */
export interface ForeignGenerator {
  readonly generator: GeneratorConfig;
  readonly weights: Weights;
}

/** Whether a file's names are those of a CycleGAN `ResnetGenerator`. */
export function isCycleGan(tensors: Tensors): boolean {
  return tensors.has("model.1.weight") && tensors.has("model.10.conv_block.1.weight");
}

/**
 * Reads the weights of a `ResnetGenerator` with instance norm (without parameters, its default) or batch
 * norm. What it paints is PyTorch's painting to 1e-4.
 *
 * A convolution's bias is left out where an instance norm follows: it would subtract it.
 *
 * @throws {RangeError} If an array is missing, is of a wrong shape, or belongs to nothing.
 */
export function readCycleGan(tensors: Tensors): ForeignGenerator {
  const left = new Map(tensors);
  const take = (name: string, shape?: readonly number[]) => {
    const found = left.get(name);
    if (found === undefined) throw new RangeError(`tensor "${name}" is missing`);
    if (shape !== undefined && String(found.shape) !== String(shape)) {
      throw new RangeError(`tensor "${name}" must have the shape [${shape}], got [${found.shape}]`);
    }
    if (!(found.data instanceof Float32Array)) {
      throw new RangeError(`tensor "${name}" must be F32, got ${found.dtype}`);
    }
    left.delete(name);
    return found.data;
  };
  const generator = configOf(tensors);
  const weights: Weights = new Map();
  for (const [layer, names] of pairLayers(generator, tensors)) {
    const kernel = take(`${names.convolution}.weight`, torchShape(layer));
    weights.set(`${layer.name}.kernel`, toTensorFlow(kernel, layer));
    const parameter = (ours: string, theirs: string) => {
      const values = take(theirs, [layer.to]);
      weights.set(`${layer.name}.${ours}`, { shape: [layer.to], values });
    };
    if (layer.then === "bias") {
      parameter("beta", `${names.convolution}.bias`);
    } else if (generator.norm === "batch") {
      parameter("gamma", `${names.norm}.weight`);
      parameter("beta", `${names.norm}.bias`);
      parameter("running_mean", `${names.norm}.running_mean`);
      parameter("running_variance", `${names.norm}.running_var`);
      left.delete(`${names.norm}.num_batches_tracked`);
    } else {
      weights.set(`${layer.name}.gamma`, constantWeight([layer.to], 1));
      weights.set(`${layer.name}.beta`, constantWeight([layer.to], 0));
      left.delete(`${names.convolution}.bias`);
    }
  }
  const [strange] = left.keys();
  if (strange !== undefined) {
    throw new RangeError(`tensor "${strange}" does not belong to a CycleGAN generator`);
  }
  const order = [...generatorShapes(generator).keys()];
  return { generator, weights: new Map(order.map((name) => [name, weights.get(name)!])) };
}

function configOf(tensors: Tensors): GeneratorConfig {
  const width = tensors.get("model.1.weight")!.shape[0] ?? 0;
  const blocks = new Set(
    [...tensors.keys()].map((name) => /^model\.(\d+)\.conv_block\./.exec(name)?.[1])
      .filter((place) => place !== undefined),
  ).size;
  const norm = tensors.has("model.2.running_mean") ? "batch" : "instance";
  return { architecture: "cyclegan", enlargement: "nearest", width, blocks, norm };
}

interface TorchNames {
  readonly convolution: string;
  readonly norm: string;
}

/** Our layers with the names of theirs: places in nested lists of modules. */
function pairLayers(
  config: GeneratorConfig,
  tensors: Tensors,
): Map<Convolution, TorchNames> {
  const { blocks } = config;
  const plain = (place: number) => ({
    convolution: `model.${place}`,
    norm: `model.${place + 1}`,
  });
  const inBlock = (i: number) => {
    const prefix = `model.${10 + i}.conv_block`;
    // With dropout, the second convolution stands one place further on.
    const second = tensors.get(`${prefix}.6.weight`)?.shape.length === 4 ? 6 : 5;
    return [1, second].map((place) => ({
      convolution: `${prefix}.${place}`,
      norm: `${prefix}.${place + 1}`,
    }));
  };
  const names = [
    ...[1, 4, 7].map(plain),
    ...Array.from({ length: blocks }, (_, i) => inBlock(i)).flat(),
    ...[10, 13, 17].map((place) => plain(place + blocks)),
  ];
  const layers = convolutionsOf(layersOf(config));
  return new Map(layers.map((layer, i) => [layer, names[i]!]));
}

/** `[out, in, h, w]`, and for a transposed convolution `[in, out, h, w]`. */
function torchShape({ kind, size, from, to }: Convolution): readonly number[] {
  return kind === "transposed" ? [from, to, size, size] : [to, from, size, size];
}

/** The same numbers as `[h, w, in, out]`, and for a transposed convolution `[h, w, out, in]`. */
function toTensorFlow(values: Float32Array, layer: Convolution): Weight {
  const [a, b, size] = torchShape(layer) as [number, number, number];
  const moved = new Float32Array(values.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let at = 0; at < size * size; at++) {
        moved[(at * b + j) * a + i] = values[(i * b + j) * size * size + at]!;
      }
    }
  }
  return { shape: [size, size, b, a], values: moved };
}
