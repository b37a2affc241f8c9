/** What TensorFlow.js writes of a model, kept in memory. */

import { io } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";

/** The artifacts that `save` hands to its handler. */
export async function saveModel(model: LayersModel): Promise<io.ModelArtifacts> {
  const saved: io.ModelArtifacts[] = [];
  await model.save(io.withSaveHandler((artifacts) => {
    saved.push(artifacts);
    const dateSaved = new Date(0);
    return Promise.resolve({ modelArtifactsInfo: { dateSaved, modelTopologyType: "JSON" } });
  }));
  return saved[0]!;
}
