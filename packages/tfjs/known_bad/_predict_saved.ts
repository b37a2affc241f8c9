/** Loading a model with one layer of a given class. */

import { models } from "@tensorflow/tfjs-layers";
import type { Given } from "./types.ts";
import { predict } from "./_layer_calls.ts";
import type { Tensor } from "@tensorflow/tfjs-core";

/** What a saved model with one layer predicts; stock throws where it does not know the class. */
export async function predictSaved(
  className: string,
  { config = {}, x }: { readonly config?: Readonly<Record<string, number>>; readonly x: Tensor },
): Promise<Given> {
  const name = "norm";
  const [, ...shape] = x.shape;
  const layer = {
    class_name: className,
    config: { name, ...config, batch_input_shape: [null, ...shape] },
  };
  return predict(await models.modelFromJSON({ class_name: "Sequential", config: [layer] }), x);
}
