/** How the norm kernels read and make tensors on this backend. */

import type { BackendAccess } from "../../_kernels/backend_access.ts";
import type { EvenkeelBackend } from "../backend.ts";

/** Values in the engine's memory, and the engine to go with them. */
export function engineAccess(backend: unknown): BackendAccess {
  const ours = backend as EvenkeelBackend;
  return {
    engine: ours.engine,
    read: (tensor) => ours.values(tensor),
    make: (shape, values) => {
      const { info, values: own } = ours.create(shape);
      own.set(values);
      return info;
    },
    create: (shape) => ours.create(shape),
  };
}
