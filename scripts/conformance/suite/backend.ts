/** Registers the backend that the suite is to run on, before the suite is loaded. */

import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import "@tensorflow/tfjs-backend-cpu";
import process from "node:process";

/** As the command line has it: the backend's name and its number of threads. */
export const [BACKEND = "cpu", THREADS = "1"]: string[] = process.argv.slice(2);

if (BACKEND === "evenkeel") await registerEvenkeel({ threads: Number(THREADS) });
