/** Registration, on first use and once: importing this package changes nothing. */

import { getKernel, registerGradient, registerKernel } from "@tensorflow/tfjs-core";
import { cpuAccess, wasmAccess } from "./backend_access.ts";
import { NORM } from "./kernel_names.ts";
import { NORM_GRADIENTS } from "./norm_gradients.ts";
import { normKernels } from "./norm_kernels.ts";

let registered = false;

/** Whether the named backend runs our kernels; registers them if that has not been done. */
export function hasNormKernels(backendName: string): boolean {
  registerOnce();
  return getKernel(NORM, backendName) !== undefined;
}

function registerOnce(): void {
  if (registered) return;
  registered = true;
  for (const [backendName, access] of [["cpu", cpuAccess], ["wasm", wasmAccess]] as const) {
    // Registering a kernel again only warns; a second copy of this package may have done it.
    if (getKernel(NORM, backendName) !== undefined) continue;
    for (const kernel of normKernels(access)) registerKernel({ ...kernel, backendName });
  }
  for (const gradient of NORM_GRADIENTS) registerGradient(gradient);
}
