/** The generators that there are, layer by layer. */

import type { Branch, Convolution, Enlargement, Layer } from "./layers.ts";
import type { GeneratorConfig } from "./generator.ts";

/** The names that a config may hold. */
export const ARCHITECTURES = ["residual", "light", "unet", "cyclegan"] as const;
/** One of the names. */
export type Architecture = typeof ARCHITECTURES[number];

const LAST_GAIN = 0.5;

const BUILDERS: Readonly<Record<Architecture, (config: GeneratorConfig) => Layer[]>> = {
  residual,
  light,
  unet,
  cyclegan,
};

/** The layers of a generator. All of them halve height and width twice, and double them twice. */
export function layersOf(config: GeneratorConfig): readonly Layer[] {
  return BUILDERS[config.architecture](config);
}

/**
 * Residual blocks at a quarter of the size (Johnson et al., 2016), with an enlargement and a convolution on
 * the way up: a transposed convolution would leave a checkerboard.
 */
function residual({ width, blocks, enlargement }: GeneratorConfig): Layer[] {
  const enlarge: Enlargement = { op: "enlargement", by: enlargement };
  return [
    convolution("enter", [3, width], { size: 5 }),
    convolution("down1", [width, 2 * width], { stride: 2 }),
    convolution("down2", [2 * width, 4 * width], { stride: 2 }),
    ...numbered(blocks).map((i) => block(`block${i}`, 4 * width)),
    enlarge,
    convolution("up1", [4 * width, 2 * width]),
    enlarge,
    convolution("up2", [2 * width, width]),
    last(width, { size: 5 }),
  ];
}

/** The same with each inner 3x3 convolution in two: one per channel, then one across them. */
function light(config: GeneratorConfig): Layer[] {
  const separate = (layer: Layer): Layer[] => {
    if (layer.op === "branch") return [{ ...layer, body: layer.body.flatMap(separate) }];
    if (layer.op === "enlargement" || layer.size !== 3) return [layer];
    const { name, from, stride } = layer;
    const depthwise = { kind: "depthwise", stride, then: "nothing", activation: "none" } as const;
    return [
      convolution(`${name}.depth`, [from, from], depthwise),
      { ...layer, size: 1, stride: 1 },
    ];
  };
  return residual(config).flatMap(separate);
}

/** What was there on the way down is there again on the way up (Ronneberger et al., 2015). */
function unet({ width, blocks, enlargement }: GeneratorConfig): Layer[] {
  const enlarge: Enlargement = { op: "enlargement", by: enlargement };
  const bottom: Branch = {
    op: "branch",
    join: "concat",
    body: [
      convolution("down2", [2 * width, 4 * width], { stride: 2 }),
      ...numbered(blocks).map((i) => block(`block${i}`, 4 * width)),
      enlarge,
      convolution("up1", [4 * width, 2 * width]),
    ],
  };
  const middle: Branch = {
    op: "branch",
    join: "concat",
    body: [
      convolution("down1", [width, 2 * width], { stride: 2 }),
      bottom,
      enlarge,
      convolution("up2", [4 * width, width]),
    ],
  };
  return [convolution("enter", [3, width], { size: 5 }), middle, last(2 * width, { size: 5 })];
}

/** The layers of CycleGAN's `resnet_6blocks` and `resnet_9blocks` (Zhu et al., 2017), `width` its `ngf`. */
function cyclegan({ width, blocks }: GeneratorConfig): Layer[] {
  const down = { stride: 2, padding: "zero" } as const;
  return [
    convolution("enter", [3, width], { size: 7 }),
    convolution("down1", [width, 2 * width], down),
    convolution("down2", [2 * width, 4 * width], down),
    ...numbered(blocks).map((i) => block(`block${i}`, 4 * width)),
    convolution("up1", [4 * width, 2 * width], { kind: "transposed" }),
    convolution("up2", [2 * width, width], { kind: "transposed" }),
    last(width, { size: 7 }),
  ];
}

function convolution(
  name: string,
  [from, to]: readonly [number, number],
  options: Partial<Convolution> = {},
): Convolution {
  return {
    op: "convolution",
    name,
    kind: "full",
    size: 3,
    from,
    to,
    stride: 1,
    padding: "reflect",
    then: "norm",
    activation: "relu",
    gain: 1,
    ...options,
  };
}

function block(name: string, width: number): Branch {
  const body = [
    convolution(`${name}a`, [width, width]),
    convolution(`${name}b`, [width, width], { activation: "none" }),
  ];
  return { op: "branch", name, join: "add", body };
}

function last(width: number, { size }: { readonly size: number }): Convolution {
  return convolution("leave", [width, 3], {
    size,
    then: "bias",
    activation: "tanh",
    gain: LAST_GAIN,
  });
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
