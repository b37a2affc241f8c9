/** Registers the backend that the suite is to run on, before the suite is loaded. */

import { registerEvenkeel } from "@evenkeel/tfjs/backend";
import "@tensorflow/tfjs-backend-cpu";
import process from "node:process";
import { haunt } from "./haunt.ts";

// As the command line has it: the backend's name, its threads, and "haunted" or nothing.
const [backend = "cpu", threads = "1", mode = ""] = process.argv.slice(2);

/** The backend that the suite runs on. */
export const BACKEND: string = backend;

if (BACKEND === "evenkeel") {
  await registerEvenkeel({ threads: Number(threads) });
  if (mode === "haunted") haunt(BACKEND);
}
