/** A contender is a process of its own that speaks JSON lines: nobody shares a heap with another. */

/** Which process, and what it is told. */
export interface ContenderSpec {
  /** Unique; also what `--only` refers to. */
  readonly id: string;
  /** What the report calls it, threads included. */
  readonly name: string;
  /** The program and its arguments; relative to the root. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a contender answers; which fields there are depends on the request. */
export interface Reply {
  readonly error?: string;
  readonly unsupported?: string;
  readonly version?: string;
  readonly ms?: number;
  readonly probe?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly facts?: Readonly<Record<string, number>>;
  readonly result?: unknown;
}

/** That it cannot do this, as opposed to that something went wrong. */
export class UnsupportedError extends Error {}

/** A running contender. */
export interface Contender {
  readonly spec: ContenderSpec;
  readonly version: string;
  /** Sends a request; rejects if the answer is an error, does not come in time, or cannot come. */
  ask(request: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** Ends the process. */
  stop(): Promise<void>;
}

/** Loading a library, or a turn of the slowest one, takes no longer. */
const TIMEOUT_MS = 600_000;

/** Starts the process; rejects, with the end of what it complained of, if it does not come up. */
export async function startContender(
  spec: ContenderSpec,
  { root, timeoutMs = TIMEOUT_MS }: { readonly root: string; readonly timeoutMs?: number },
): Promise<Contender> {
  const [program, ...args] = spec.command;
  const child = new Deno.Command(program!, {
    args,
    cwd: root,
    env: { NO_COLOR: "1", ...spec.env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const complaints = collect(child.stderr);
  const writer = child.stdin.getWriter();
  const lines = readLines(child.stdout);

  // Missing packages, dead workers, lack of memory: the end of the pipe, and of its error stream, tells.
  async function ask(request: Readonly<Record<string, unknown>>): Promise<Reply> {
    const timer = setTimeout(() => kill(child), timeoutMs);
    try {
      await writer.write(new TextEncoder().encode(`${JSON.stringify(request)}\n`));
      const { value, done } = await lines.next();
      if (done) throw ended(complaints.text, root);
      const reply: Reply = JSON.parse(value);
      if (reply.unsupported !== undefined) throw new UnsupportedError(reply.unsupported);
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply;
    } catch (error) {
      if (error instanceof TypeError || error instanceof Deno.errors.BrokenPipe) {
        throw ended(complaints.text, root);
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function stop(): Promise<void> {
    kill(child);
    await Promise.all([
      child.status,
      complaints.done,
      lines.return(undefined),
      writer.close().catch(() => {}),
    ]);
  }

  try {
    const { version = "" } = await ask({ command: "start", options: spec.options });
    return { spec, version, ask, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a process that has gone last said, without the paths of this machine. */
function ended(complaints: string, root: string): Error {
  const why = lastLine(complaints).replaceAll("file://", "").replaceAll(`${root}/`, "");
  return new Error(`ended: ${why || "without a word"}`);
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // it has ended already
  }
}

/** The last line that says something; a stack trace says it elsewhere. */
export function lastLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("at ") && !/^Node\.js v/.test(line));
  return lines.findLast((line) => /error|not found|no module|cannot/i.test(line)) ??
    lines.at(-1) ?? "";
}

function collect(
  stream: ReadableStream<Uint8Array>,
): { readonly text: string; readonly done: Promise<void> } {
  const MOST = 20_000; // characters
  let text = "";
  const done = (async () => {
    for await (const part of decode(stream)) text = (text + part).slice(-MOST);
  })();
  return {
    get text() {
      return text;
    },
    done,
  };
}

async function* readLines(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<string, undefined, unknown> {
  let rest = "";
  for await (const part of decode(stream)) {
    const lines = (rest + part).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line.startsWith("{")) yield line;
  }
}

async function* decode(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const bytes of stream) yield decoder.decode(bytes, { stream: true });
}
