/** What the page of the browser test has in it. */

import "@tensorflow/tfjs-backend-webgl";
import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { registerWebGPUNorms } from "../webgpu/mod.ts";
import { registerWebGLNorms } from "./mod.ts";

export { behavior } from "./_test_behavior.ts";
export { caseErrors } from "./_test_errors.ts";
export { costs } from "./_test_costs.ts";

/** The backends that a page can set: stock ones, with our kernels. */
export type PageBackend = "webgl" | "webgl-half" | "webgpu";

/** Sets the backend; a page has one. Says what runs it. */
export async function start(backend: PageBackend): Promise<string> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement, and refuses to run in software
  if (backend === "webgl-half") {
    tf.env().set("WEBGL_FORCE_F16_TEXTURES", true);
    tf.env().set("WEBGL_RENDER_FLOAT32_ENABLED", false);
  }
  if (backend === "webgpu") registerWebGPUNorms();
  else registerWebGLNorms();
  if (!await tf.setBackend(backend === "webgpu" ? "webgpu" : "webgl")) {
    throw new Error(`the ${backend} backend must start`);
  }
  return `${tf.getBackend()} ${tf.env().get("WEBGL_VERSION")}`;
}
