/** A generator as an ONNX graph: channels first, as ONNX has them. */

import { toHalf } from "../checkpoint/half.ts";
import { layersOf } from "../model/architectures.ts";
import type { Convolution, Enlargement, Layer } from "../model/layers.ts";
import type { Painter } from "../model/paint.ts";
import {
  ONNX_FLOAT,
  type OnnxAttribute,
  type OnnxConstant,
  type OnnxGraph,
  type OnnxNode,
} from "./onnx_file.ts";
import { EPSILON, parametersOf, type PictureNorm } from "./parameters.ts";
import { toPytorchKernel } from "./pytorch_kernel.ts";

/** The name of the graph's input: `[batch, 3, height, width]`, from -1 to 1. */
export const ONNX_INPUT = "photo";
/** The name of the graph's output, of the input's shape and range. */
export const ONNX_OUTPUT = "painting";

/**
 * The graph of a generator, in operators of opset 17. Height and width are multiples of 4.
 *
 * @param options `half`: kernels in half precision, with a Cast behind each.
 */
export function onnxGenerator(painter: Painter, { half }: { readonly half: boolean }): OnnxGraph {
  const shape = ["batch", 3, "height", "width"];
  const builder = new GraphBuilder(painter, half);
  const last = builder.through(layersOf(painter.generator), ONNX_INPUT);
  builder.add("Identity", [last], { name: ONNX_OUTPUT });
  const { nodes, constants } = builder;
  return { nodes, constants, inputs: { [ONNX_INPUT]: shape }, outputs: { [ONNX_OUTPUT]: shape } };
}

interface NodeOptions {
  /** The name of the output. */
  readonly name: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants: Map<string, OnnxConstant> = new Map();
  readonly #painter: Painter;
  readonly #half: boolean;
  #unnamed = 0;

  constructor(painter: Painter, half: boolean) {
    this.#painter = painter;
    this.#half = half;
  }

  /** Adds a node, and returns the name of what it gives. */
  add(type: string, inputs: readonly string[], { name, attributes = {} }: NodeOptions): string {
    this.nodes.push({ type, inputs, outputs: [name], attributes });
    return name;
  }

  /** Adds layers behind `x`. */
  through(layers: readonly Layer[], x: string): string {
    return layers.reduce((h, layer) => this.#layer(layer, h), x);
  }

  #layer(layer: Layer, x: string): string {
    if (layer.op === "convolution") return this.#convolution(layer, x);
    const number = ++this.#unnamed;
    if (layer.op === "enlargement") return this.#enlargement(layer, x, `enlargement${number}`);
    const y = this.through(layer.body, x);
    if (layer.join === "add") return this.add("Add", [x, y], { name: `sum${number}` });
    return this.add("Concat", [x, y], { name: `join${number}`, attributes: { axis: { int: 1 } } });
  }

  #enlargement({ by }: Enlargement, x: string, name: string): string {
    const scales = this.#constant("scales", { shape: [4], data: Float32Array.of(1, 1, 2, 2) });
    const attributes: Record<string, OnnxAttribute> = by === "nearest"
      ? {
        mode: { text: "nearest" },
        coordinate_transformation_mode: { text: "asymmetric" },
        nearest_mode: { text: "floor" },
      }
      : { mode: { text: "linear" }, coordinate_transformation_mode: { text: "half_pixel" } };
    return this.add("Resize", [x, "", scales], { name, attributes });
  }

  #convolution(layer: Convolution, x: string): string {
    const { name } = layer;
    const { kernel, bias, norm } = parametersOf(layer, this.#painter);
    const inputs = [this.#reflect(layer, x), this.#kernel(layer, kernel)];
    if (bias !== undefined) inputs.push(this.#vector(`${name}.bias`, bias));
    const type = layer.kind === "transposed" ? "ConvTranspose" : "Conv";
    const attributes = convolutionAttributes(layer);
    let h = this.add(type, inputs, { name: `${name}.convolution`, attributes });
    if (norm !== undefined) h = this.#norm(name, h, norm);
    if (layer.activation === "none") return h;
    const activation = layer.activation === "relu" ? "Relu" : "Tanh";
    return this.add(activation, [h], { name: `${name}.${layer.activation}` });
  }

  #reflect({ name, kind, size, padding }: Convolution, x: string): string {
    const radius = (size - 1) / 2;
    if (padding === "zero" || kind === "transposed" || radius === 0) return x;
    const sides = [0, 0, radius, radius, 0, 0, radius, radius];
    const pads = this.#whole(`reflect${radius}`, sides);
    const attributes = { mode: { text: "reflect" } };
    return this.add("Pad", [x, pads], { name: `${name}.padded`, attributes });
  }

  #kernel(layer: Convolution, values: Float32Array): string {
    const { shape, values: data } = toPytorchKernel(layer, values);
    const name = `${layer.name}.weight`;
    if (!this.#half) return this.#constant(name, { shape, data });
    const stored = this.#constant(`${name}.half`, { shape, data: toHalf(data) });
    return this.add("Cast", [stored], { name, attributes: { to: { int: ONNX_FLOAT } } });
  }

  #norm(layer: string, x: string, norm: PictureNorm): string {
    const { groups, gamma, beta } = norm;
    const attributes = { epsilon: { float: EPSILON } };
    if (groups === gamma.length) {
      const inputs = [
        x,
        this.#vector(`${layer}.norm.weight`, gamma),
        this.#vector(`${layer}.norm.bias`, beta),
      ];
      return this.add("InstanceNormalization", inputs, { name: `${layer}.norm`, attributes });
    }
    // A group as one channel; ONNX has a group norm of its own from opset 18, but not in every runtime.
    const one = this.#vector(`ones${groups}`, new Float32Array(groups).fill(1));
    const zero = this.#vector(`zeros${groups}`, new Float32Array(groups));
    const grouped = this.#whole(`groups${groups}`, [0, groups, -1]);
    const seen = this.add("Reshape", [x, grouped], { name: `${layer}.groups` });
    const even = this.add("InstanceNormalization", [seen, one, zero], {
      name: `${layer}.even`,
      attributes,
    });
    const shape = this.add("Shape", [x], { name: `${layer}.shape` });
    const back = this.add("Reshape", [even, shape], { name: `${layer}.channels` });
    const scaled = this.add("Mul", [back, this.#channels(`${layer}.norm.weight`, gamma)], {
      name: `${layer}.scaled`,
    });
    return this.add("Add", [scaled, this.#channels(`${layer}.norm.bias`, beta)], {
      name: `${layer}.norm`,
    });
  }

  #vector(name: string, data: Float32Array): string {
    return this.#constant(name, { shape: [data.length], data });
  }

  /** A number for each channel, against `[batch, channels, height, width]`. */
  #channels(name: string, data: Float32Array): string {
    return this.#constant(name, { shape: [data.length, 1, 1], data });
  }

  #whole(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.#constant(name, { shape: [values.length], data });
  }

  #constant(name: string, constant: OnnxConstant): string {
    this.constants.set(name, constant);
    return name;
  }
}

function convolutionAttributes(layer: Convolution): Record<string, OnnxAttribute> {
  const { kind, size, stride, padding, from } = layer;
  const radius = kind !== "transposed" && padding === "reflect" ? 0 : (size - 1) / 2;
  const step = kind === "transposed" ? 2 : stride;
  return {
    kernel_shape: { ints: [size, size] },
    strides: { ints: [step, step] },
    pads: { ints: [radius, radius, radius, radius] },
    ...(kind === "depthwise" ? { group: { int: from } } : {}),
    ...(kind === "transposed" ? { output_padding: { ints: [1, 1] } } : {}),
  };
}
