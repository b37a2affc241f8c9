/** What a net is made of: a list that creating, painting, measuring and exporting all read. */

/** A convolution, and what follows it directly. */
export interface Convolution {
  readonly op: "convolution";
  /** The beginning of the names of its arrays. */
  readonly name: string;
  /**
   * `"depthwise"` has a kernel for each channel. `"transposed"` doubles height and width, as PyTorch's
   * with a padding and an output padding of 1 does for a kernel of 3.
   */
  readonly kind: "full" | "depthwise" | "transposed";
  /** Height and width of the kernel, odd. */
  readonly size: number;
  readonly from: number;
  readonly to: number;
  readonly stride: 1 | 2;
  /** What stands beyond the border: the mirrored picture, or nothing. */
  readonly padding: "reflect" | "zero";
  readonly then: "norm" | "bias" | "nothing";
  readonly activation: "relu" | "tanh" | "none";
  /** The deviation of its first weights over that which He et al. derive for ReLU. */
  readonly gain: number;
}

/** How a picture may be enlarged. */
export const ENLARGEMENTS = ["nearest", "bilinear"] as const;
/** One of the names. */
export type EnlargementKind = typeof ENLARGEMENTS[number];

/** Doubles height and width; bilinear with half-pixel centers. */
export interface Enlargement {
  readonly op: "enlargement";
  readonly by: EnlargementKind;
}

/** Goes through some layers, and past them, and puts both together. */
export interface Branch {
  readonly op: "branch";
  /** For those who want what comes out of it. */
  readonly name?: string;
  readonly body: readonly Layer[];
  /** The sum, or what went past and then what went through as more channels. */
  readonly join: "add" | "concat";
}

/** One thing that a net does. */
export type Layer = Convolution | Enlargement | Branch;

/** All convolutions, in their order. */
export function convolutionsOf(layers: readonly Layer[]): Convolution[] {
  return layers.flatMap((layer) => {
    if (layer.op === "convolution") return [layer];
    return layer.op === "branch" ? convolutionsOf(layer.body) : [];
  });
}

/** The shape of a convolution's kernel, as TensorFlow lays it out. */
export function kernelShape({ kind, size, from, to }: Convolution): readonly number[] {
  if (kind === "depthwise") return [size, size, from, 1];
  return kind === "transposed" ? [size, size, to, from] : [size, size, from, to];
}

/** How far, in pixels, something in a picture can reach in what a net makes of it, but for norms. */
export function reachOf(layers: readonly Layer[]): number {
  return reachFrom(layers, 1).reach;
}

/** Pixels that are one step of the grid when the layers begin, and when they end. */
function reachFrom(layers: readonly Layer[], begin: number): { reach: number; pitch: number } {
  let [reach, pitch] = [0, begin];
  // A pixel is taken from up to half a step of the coarse grid away, and mixed from up to one.
  const enlarge = (by: EnlargementKind) => {
    reach += by === "nearest" ? pitch / 2 : pitch;
    pitch /= 2;
  };
  for (const layer of layers) {
    if (layer.op === "enlargement") enlarge(layer.by);
    else if (layer.op === "branch") reach += reachFrom(layer.body, pitch).reach;
    else {
      if (layer.kind === "transposed") enlarge("nearest");
      reach += (layer.size - 1) / 2 * pitch;
      pitch *= layer.stride;
    }
  }
  return { reach, pitch };
}

/** Multiplications and additions that the convolutions of a net do for each pixel of a picture. */
export function operationsPerPixel(layers: readonly Layer[]): number {
  return operationsFrom(layers, 1).operations;
}

function operationsFrom(
  layers: readonly Layer[],
  begin: number,
): { operations: number; pitch: number } {
  let [operations, pitch] = [0, begin];
  for (const layer of layers) {
    if (layer.op === "enlargement") pitch /= 2;
    else if (layer.op === "branch") operations += operationsFrom(layer.body, pitch).operations;
    else {
      const products = kernelShape(layer).reduce((a, b) => a * b);
      // A transposed convolution does its products for each of the fewer pixels that it reads.
      const at = layer.kind === "transposed" ? pitch : pitch * layer.stride;
      operations += 2 * products / at ** 2;
      pitch = layer.kind === "transposed" ? pitch / 2 : at;
    }
  }
  return { operations, pitch };
}
