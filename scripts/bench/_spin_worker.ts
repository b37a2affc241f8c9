/** Spins when it is asked to, beside its parent. */

import { parentPort } from "node:worker_threads";
import { spin } from "./_spin.ts";

parentPort!.on("message", () => parentPort!.postMessage(spin()));
