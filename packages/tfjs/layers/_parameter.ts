/** Gamma or beta as a layer is told about it: how it starts, what it costs, where it must stay. */

import type { serialization } from "@tensorflow/tfjs-core";
import { resolveIdentifier, serializeIdentifier } from "./_identifiers.ts";
import type { AffineConfig, ConstraintLike, InitializerLike, RegularizerLike } from "./types.ts";

/** The instances that TensorFlow.js works with. */
export type Initializer = Exclude<InitializerLike, string>;
type Regularizer = Exclude<RegularizerLike, string>;
type Constraint = Exclude<ConstraintLike, string>;

/** One of the two parameters. */
export type ParameterName = "gamma" | "beta";

/** Its resolved arguments. */
export interface Parameter {
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | undefined;
  readonly constraint: Constraint | undefined;
}

/** Reads the three arguments of one parameter; a saved model has null for an absent one. */
export function readParameter(
  config: Omit<AffineConfig, "axis">,
  name: ParameterName,
  initializer: InitializerLike,
): Parameter {
  const regularizer = config[`${name}Regularizer`];
  const constraint = config[`${name}Constraint`];
  return {
    initializer: resolveIdentifier<Initializer>(
      `${name}Initializer`,
      config[`${name}Initializer`] ?? initializer,
    ),
    regularizer: regularizer
      ? resolveIdentifier<Regularizer>(`${name}Regularizer`, regularizer)
      : undefined,
    constraint: constraint
      ? resolveIdentifier<Constraint>(`${name}Constraint`, constraint)
      : undefined,
  };
}

/** Writes them under Keras's keys. */
export function serializeParameter(
  name: ParameterName,
  { initializer, regularizer, constraint }: Parameter,
): serialization.ConfigDict {
  return {
    [`${name}Initializer`]: serializeIdentifier(initializer),
    [`${name}Regularizer`]: serializeIdentifier(regularizer),
    [`${name}Constraint`]: serializeIdentifier(constraint),
  };
}
