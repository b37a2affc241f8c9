/** The record of a run as TensorBoard reads it. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { concatBytes, double, float, integer, message, text } from "../export/protobuf.ts";
import { appendToFile, writeFileAtomically } from "../images/write_file.ts";
import { maskedCrc32c } from "./crc32c.ts";
import type { Report } from "./run_folder.ts";

const FILE_VERSION = "brain.Event:2";
const NAME_REGEXP = /^events\.out\.tfevents\.(\d+)\.evenkeel$/;

/**
 * An event file: scalars of losses and scores. It says nothing that the reports do not, so that it can
 * always be written anew from them.
 */
export class EventFile {
  readonly #path: string;
  readonly #startSeconds: number;

  private constructor(path: string, startSeconds: number) {
    this.#path = path;
    this.#startSeconds = startSeconds;
  }

  /**
   * Opens the event file of a run, or begins one, and makes it say exactly what the reports say: what a
   * killed run wrote after its last save, or the half of a record, goes.
   *
   * @param options `startSeconds`: when a new file begins, in seconds since 1970; its name keeps it.
   * @throws {Error} If the file cannot be written.
   */
  static async open(
    folder: string,
    { reports, startSeconds }: {
      readonly reports: readonly Report[];
      readonly startSeconds: number;
    },
  ): Promise<EventFile> {
    const names = await readdir(folder).catch((): string[] => []);
    const found = names.map((name) => NAME_REGEXP.exec(name)).find((match) => match !== null);
    const start = found ? Number(found[1]) : Math.floor(startSeconds);
    const path = join(folder, `events.out.tfevents.${start}.evenkeel`);
    const wanted = encodeEvents(reports, start);
    const written = await readFile(path).catch(() => undefined);
    if (written === undefined || !written.equals(wanted)) await writeFileAtomically(path, wanted);
    return new EventFile(path, start);
  }

  /**
   * Adds what a report says.
   *
   * @throws {Error} If the file cannot be written.
   */
  async append(report: Report): Promise<void> {
    await appendToFile(this.#path, encodeReport(report, this.#startSeconds));
  }
}

/** The bytes of an event file that began at a time, in seconds since 1970. */
export function encodeEvents(
  reports: readonly Report[],
  startSeconds: number,
): Uint8Array<ArrayBuffer> {
  const head = record(concatBytes([double(1, startSeconds), text(3, FILE_VERSION)]));
  return concatBytes([head, ...reports.map((report) => encodeReport(report, startSeconds))]);
}

/** Times are those of training: pauses between sittings do not show. */
function encodeReport(
  { step, seconds, losses, scores, styles = [] }: Report,
  startSeconds: number,
): Uint8Array {
  const values = [
    ...scalars("losses", losses ?? {}),
    ...scalars("scores", scores),
    ...styles.flatMap(({ style, scores }) => scalars(`styles/${style}`, scores)),
  ];
  return record(
    concatBytes([double(1, startSeconds + seconds), integer(2, step), message(5, ...values)]),
  );
}

/** A score that a report lacks is left out. */
function scalars(group: string, numbers: object): Uint8Array[] {
  return Object.entries(numbers).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "number" ? [message(1, text(1, `${group}/${name}`), float(2, value))] : []
  );
}

/** A record of TensorFlow's: length, its checksum, the data, their checksum. */
function record(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(data.length), true);
  const lengthBytes = new Uint8Array(length.buffer);
  return concatBytes([lengthBytes, checksum(lengthBytes), data, checksum(data)]);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, maskedCrc32c(bytes), true);
  return new Uint8Array(view.buffer);
}
