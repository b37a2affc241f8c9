/** The entry of `deno task studio`. */

import process from "node:process";
import { parseArgs } from "node:util";
import { startStudio } from "./server.ts";

const HELP = `Serves the studio page on this machine.

  deno task studio [--port NUMBER]

  --port NUMBER  where to listen; 0 means any free port (default 8000)
  --help         say this
`;

/** Starts the server, and says where it is. Returns the exit code of a failure, or of `--help`. */
async function serve(args: readonly string[]): Promise<number | undefined> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: "string", default: "8000" }, help: { type: "boolean" } },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const { url } = await startStudio(/^\d+$/.test(values.port) ? Number(values.port) : NaN);
    process.stdout.write(`Evenkeel Studio: ${url}  (Ctrl+C stops it)\n`);
    return undefined;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const taken = cause instanceof Deno.errors.AddrInUse;
    process.stderr.write(
      taken ? "the port is taken: choose another with --port, 0 for any\n" : `${message}\n`,
    );
    return taken ? 1 : 2;
  }
}

if (import.meta.main) process.exitCode = await serve(process.argv.slice(2));
