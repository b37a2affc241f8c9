/** keras-contrib's GroupNormalization: it cuts the array into blocks without moving the channels. */

import {
  reshape,
  type serialization,
  type Tensor,
  tidy,
  transpose,
  util,
} from "@tensorflow/tfjs-core";
import type { Shape } from "@tensorflow/tfjs-layers";
import { groupNorm } from "../group_norm.ts";
import { AffineLayer } from "../layers/_affine_layer.ts";
import { readGroups } from "../layers/_check_config.ts";
import { PACKAGE, registerOnce } from "../layers/_register.ts";
import type { GroupNormalizationConfig } from "../layers/group_normalization.ts";

const DEFAULT_GROUPS = 32;
const DEFAULT_EPSILON = 1e-5;

/**
 * Normalizes the blocks of `reshape(x, [n, groups, ...before, c / groups, ...after])`: groups of channels
 * when channels come first, of rows when they come last. Gamma and beta go by group and place in it.
 */
export class ContribGroupNormalization extends AffineLayer {
  static readonly className: string = `${PACKAGE}>ContribGroupNormalization`;
  readonly groups: number;

  constructor(config: GroupNormalizationConfig = {}) {
    super({ epsilon: DEFAULT_EPSILON, ...config }, "evenkeel_contrib_group_normalization");
    registerOnce(ContribGroupNormalization);
    this.supportsMasking = true;
    this.groups = readGroups(config.groups ?? DEFAULT_GROUPS);
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.buildAffine(inputShape, 2);
    if (this.groups < 1 || channels % this.groups !== 0) {
      throw new RangeError(`groups must divide ${channels} channels, got ${this.groups}`);
    }
    this.built = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Readonly<Record<string, unknown>>): Tensor {
    return tidy(() => {
      const { x, axis } = this.open(inputs, kwargs);
      const { groups } = this;
      const [n] = x.shape as [number];
      const inGroup = x.shape[axis]! / groups;
      const before = util.sizeFromShape(x.shape.slice(1, axis));
      const after = util.sizeFromShape(x.shape.slice(axis + 1));
      const blocks = reshape(x, [n, groups, before, inGroup, after]);
      // Channels last, so that the operation on tensors sees its own groups.
      const last = reshape(transpose(blocks, [0, 2, 4, 1, 3]), [n, before * after, x.shape[axis]!]);
      const y = groupNorm(last, { ...this.affine(), groups });
      const back = reshape(y, [n, before, after, groups, inGroup]);
      return reshape(transpose(back, [0, 3, 1, 4, 2]), x.shape);
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}
