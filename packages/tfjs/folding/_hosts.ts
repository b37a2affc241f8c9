/** The layers that can take a batch norm in, and where their outputs stand. */

import type { LayerConfig } from "./_topology.ts";

/** Which of a layer's weights is multiplied, and along which axes its outputs are numbered. */
interface Host {
  readonly weight: number;
  readonly axis: number | readonly number[];
}

const LAST: Host = { weight: 0, axis: -1 };

/** By class name. The bias stands after all kernels. */
export const HOSTS: Readonly<Record<string, Host>> = {
  Conv1D: LAST,
  Conv2D: LAST,
  Conv3D: LAST,
  Dense: LAST,
  Conv2DTranspose: { weight: 0, axis: 2 },
  DepthwiseConv2D: { weight: 0, axis: [2, 3] },
  SeparableConv2D: { weight: 1, axis: -1 }, // the pointwise kernel comes last
};

const NORMS: readonly string[] = ["BatchNormalization", "Evenkeel>BatchNormalization"];

/** Whether a layer is a batch norm. */
export function isBatchNorm({ class_name: name }: { readonly class_name: string }): boolean {
  return NORMS.includes(name);
}

/** Why a layer cannot take in the batch norm after it; undefined if it can. */
export function findObstacle(
  norm: LayerConfig,
  { class_name: name, config }: LayerConfig,
  rank: number,
): string | undefined {
  if (HOSTS[name] === undefined) {
    return `${config.name}, a ${name}, is no convolution or dense layer`;
  }
  const { activation = "linear" } = config;
  if (activation !== "linear") {
    return `${config.name} has the activation ${JSON.stringify(activation)}`;
  }
  const channels = config.data_format === "channels_first" ? 1 : rank - 1;
  const axes = [norm.config.axis].flat() as number[];
  const [axis = NaN] = axes;
  const front = axis < 0 ? axis + rank : axis;
  if (axes.length === 1 && front === channels) return undefined;
  return `its axis ${JSON.stringify(norm.config.axis)} is not that of the channels`;
}
