/** The entry of `deno task style`: the only file of the app that does something when imported. */

import process from "node:process";
import { run } from "./program.ts";

process.exitCode = await run(process.argv.slice(2), process);
