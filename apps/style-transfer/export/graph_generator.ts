/** A generator as a graph of TensorFlow's operators, all of which stock TensorFlow.js has. */

import { layersOf } from "../model/architectures.ts";
import { type Convolution, type Enlargement, kernelShape, type Layer } from "../model/layers.ts";
import type { Painter } from "../model/paint.ts";
import {
  type Graph,
  type GraphAttribute,
  type GraphConstant,
  type GraphNode,
  PICTURES_SHAPE,
} from "./graph_model.ts";
import { EPSILON, parametersOf, type PictureNorm } from "./parameters.ts";

/** The name of the graph's input: `[batch, height, width, 3]`, from -1 to 1. */
export const GRAPH_INPUT = "photo";
/** The name of the graph's output, of the input's shape and range. */
export const GRAPH_OUTPUT = "painting";

const FLOAT: GraphAttribute = { type: "DT_FLOAT" };
const INT: GraphAttribute = { type: "DT_INT32" };

/**
 * The graph of a generator. Height and width are multiples of 4.
 *
 * @param options `half`: kernels may be stored in half precision.
 */
export function graphGenerator(painter: Painter, { half }: { readonly half: boolean }): Graph {
  const builder = new GraphBuilder(painter, half);
  builder.add("Placeholder", [], {
    name: GRAPH_INPUT,
    attr: { dtype: FLOAT, shape: { shape: PICTURES_SHAPE } },
  });
  const last = builder.through(layersOf(painter.generator), GRAPH_INPUT);
  builder.add("Identity", [last], { name: GRAPH_OUTPUT });
  const { nodes, constants } = builder;
  return { nodes, constants, input: GRAPH_INPUT, output: GRAPH_OUTPUT };
}

interface NodeOptions {
  readonly name: string;
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}

class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly constants: Map<string, GraphConstant> = new Map();
  readonly #painter: Painter;
  readonly #half: boolean;
  #unnamed = 0;

  constructor(painter: Painter, half: boolean) {
    this.#painter = painter;
    this.#half = half;
  }

  /** Adds a node, and returns its name. */
  add(op: string, input: readonly string[], { name, attr = {} }: NodeOptions): string {
    this.nodes.push({ name, op, input, attr: { T: FLOAT, ...attr } });
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
    if (layer.join === "add") return this.add("AddV2", [x, y], { name: `sum${number}` });
    return this.add("ConcatV2", [x, y, this.#whole("channels", 3)], {
      name: `join${number}`,
      attr: { N: { i: "2" }, Tidx: INT },
    });
  }

  #enlargement({ by }: Enlargement, x: string, name: string): string {
    const shape = this.add("Shape", [x], { name: `${name}/shape` });
    const range = [this.#whole("one", [1]), this.#whole("two", [2])];
    const sizes = this.add("Slice", [shape, ...range], { name: `${name}/sizes`, attr: { T: INT } });
    const twice = this.add("Mul", [sizes, this.#whole("twice", [2, 2])], {
      name: `${name}/twice`,
      attr: { T: INT },
    });
    const attr = { align_corners: { b: false }, half_pixel_centers: { b: by === "bilinear" } };
    const op = by === "nearest" ? "ResizeNearestNeighbor" : "ResizeBilinear";
    return this.add(op, [x, twice], { name, attr });
  }

  #convolution(layer: Convolution, x: string): string {
    const { name, activation } = layer;
    const { kernel, bias, norm } = parametersOf(layer, this.#painter);
    this.constants.set(`${name}/kernel`, {
      shape: kernelShape(layer),
      data: kernel,
      half: this.#half,
    });
    let h = layer.kind === "transposed"
      ? this.#transposed(layer, x)
      : this.#direct(layer, this.#pad(layer, x));
    if (bias !== undefined) {
      h = this.add("BiasAdd", [h, this.#vector(`${name}/bias`, bias)], { name: `${name}/biased` });
    }
    if (norm !== undefined) h = this.#norm(name, h, norm);
    if (activation === "none") return h;
    const op = activation === "relu" ? "Relu" : "Tanh";
    return this.add(op, [h], { name: `${name}/${activation}` });
  }

  #pad({ name, size, padding }: Convolution, x: string): string {
    const radius = (size - 1) / 2;
    if (radius === 0) return x;
    const sides = [0, 0, radius, radius, radius, radius, 0, 0];
    this.constants.set(`sides${radius}`, { shape: [4, 2], data: Int32Array.from(sides) });
    const input = [x, `sides${radius}`];
    if (padding === "zero") return this.add("Pad", input, { name: `${name}/padded` });
    const attr = { mode: { s: btoa("REFLECT") } };
    return this.add("MirrorPad", input, { name: `${name}/padded`, attr });
  }

  #direct({ name, kind, stride }: Convolution, x: string): string {
    const op = kind === "depthwise" ? "DepthwiseConv2dNative" : "Conv2D";
    return this.add(op, [x, `${name}/kernel`], {
      name: `${name}/convolution`,
      attr: valid(stride),
    });
  }

  /** All that the kernel reaches, without the first row and column: what PyTorch's padding of 1 leaves. */
  #transposed({ name, to }: Convolution, x: string): string {
    const shape = this.add("Shape", [x], { name: `${name}/shape` });
    const twice = this.add("Mul", [shape, this.#whole("doubled", [1, 2, 2, 0])], {
      name: `${name}/twice`,
      attr: { T: INT },
    });
    const larger = this.add("AddV2", [twice, this.#whole(`${name}/more`, [0, 1, 1, to])], {
      name: `${name}/larger`,
      attr: { T: INT },
    });
    const all = this.add("Conv2DBackpropInput", [larger, `${name}/kernel`, x], {
      name: `${name}/all`,
      attr: valid(2),
    });
    const range = [this.#whole("second", [0, 1, 1, 0]), this.#whole("rest", [-1, -1, -1, -1])];
    return this.add("Slice", [all, ...range], { name: `${name}/convolution` });
  }

  /**
   * Two passes over the picture, the second around the mean. A mean is one of rows, then one of those:
   * backends add in single precision, one after the other, and half a million numbers would be too many.
   */
  #norm(layer: string, x: string, { groups, gamma, beta }: PictureNorm): string {
    const name = (part: string) => ({ name: `${layer}/norm/${part}` });
    const channels = gamma.length;
    const mean = this.#mean(x, { layer, part: "mean", channels, groups });
    const centered = this.add("Sub", [x, mean], name("centered"));
    const squares = this.add("Square", [centered], name("squares"));
    const variance = this.#mean(squares, { layer, part: "variance", channels, groups });
    const epsilon = this.#vector("epsilon", Float32Array.of(EPSILON));
    const above = this.add("AddV2", [variance, epsilon], name("above"));
    const rstd = this.add("Rsqrt", [above], name("rstd"));
    const scale = this.add("Mul", [rstd, this.#vector(`${layer}/gamma`, gamma)], name("scale"));
    const scaled = this.add("Mul", [centered, scale], name("scaled"));
    return this.add("AddV2", [scaled, this.#vector(`${layer}/beta`, beta)], name("shifted"));
  }

  #mean(
    x: string,
    { layer, part, channels, groups }: {
      readonly layer: string;
      readonly part: string;
      readonly channels: number;
      readonly groups: number;
    },
  ): string {
    const attr = { keep_dims: { b: true }, Tidx: INT };
    const name = `${layer}/norm/${part}`;
    const rows = this.add("Mean", [x, this.#whole("columns", [2])], { name: `${name}/rows`, attr });
    const all = this.add("Mean", [rows, this.#whole("rows", [1])], { name: `${name}/all`, attr });
    if (groups === channels) return all;
    // The mean of a group's channels, for each of them, without a shape that depends on the batch.
    const within = `within${groups}of${channels}`;
    const data = sameGroup(channels, groups);
    this.constants.set(within, { shape: [1, 1, channels, channels], data });
    return this.add("Conv2D", [all, within], { name: `${name}/groups`, attr: valid(1) });
  }

  #vector(name: string, data: Float32Array): string {
    this.constants.set(name, { shape: [data.length], data });
    return name;
  }

  #whole(name: string, values: number | readonly number[]): string {
    const shape = typeof values === "number" ? [] : [values.length];
    this.constants.set(name, { shape, data: Int32Array.from([values].flat()) });
    return name;
  }
}

function valid(stride: number): Record<string, GraphAttribute> {
  const one = "1";
  return {
    data_format: { s: btoa("NHWC") },
    padding: { s: btoa("VALID") },
    strides: { list: { i: [one, String(stride), String(stride), one] } },
    dilations: { list: { i: [one, one, one, one] } },
  };
}

/** 1 over the size of a group where two channels share one, else 0. */
function sameGroup(channels: number, groups: number): Float32Array {
  const size = channels / groups;
  return Float32Array.from({ length: channels ** 2 }, (_, i) => {
    const [a, b] = [Math.floor(i / channels), i % channels];
    return Math.floor(a / size) === Math.floor(b / size) ? 1 / size : 0;
  });
}
