import { assertEquals, assertMatch } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Field, readFields } from "../export/protobuf.ts";
import { maskedCrc32c } from "./crc32c.ts";
import { encodeEvents, EventFile } from "./event_file.ts";
import type { Report } from "./run_folder.ts";

const REPORTS: readonly Report[] = [
  { step: 0, seconds: 0.5, scores: { l1: 0.25, ssim: 0.5, swd: 80 } },
  {
    step: 300,
    seconds: 60,
    losses: { generator: 1, discriminator: 0.125, content: 2 },
    scores: { swd: 40 },
  },
];

/** The records of a file, each with both of its checksums looked at. */
function readRecords(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    assertEquals(view.getUint32(at + 8, true), maskedCrc32c(bytes.subarray(at, at + 8)));
    const data = bytes.subarray(at + 12, at + 12 + length);
    assertEquals(view.getUint32(at + 12 + length, true), maskedCrc32c(data));
    records.push(data);
    at += length + 16;
  }
  return records;
}

function value(fields: readonly Field[], wanted: number): number | Uint8Array | undefined {
  return fields.find(({ field }) => field === wanted)?.value;
}

function bytesOf(value: number | Uint8Array | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** An event, read back. */
function readEvent(
  bytes: Uint8Array,
): { time: number; step: unknown; scalars: [string, number][] } {
  const fields = readFields(bytes);
  const time = new DataView(bytesOf(value(fields, 1)).slice().buffer).getFloat64(0, true);
  const scalars = readFields(bytesOf(value(fields, 5))).map(({ value: one }): [string, number] => {
    const parts = readFields(bytesOf(one));
    const number = new DataView(bytesOf(value(parts, 2)).slice().buffer).getFloat32(0, true);
    return [new TextDecoder().decode(bytesOf(value(parts, 1))), number];
  });
  return { time, step: value(fields, 2), scalars };
}

describe("encodeEvents", () => {
  it("writes records of scalars, after one that says what the file is", () => {
    const [head, ...events] = readRecords(encodeEvents(REPORTS, 1000));
    const version = bytesOf(value(readFields(head!), 3));
    assertEquals(new TextDecoder().decode(version), "brain.Event:2");
    assertEquals(events.map(readEvent), [
      {
        time: 1000.5,
        step: 0,
        scalars: [["scores/l1", 0.25], ["scores/ssim", 0.5], ["scores/swd", 80]],
      },
      {
        time: 1060,
        step: 300,
        scalars: [
          ["losses/generator", 1],
          ["losses/discriminator", 0.125],
          ["losses/content", 2],
          ["scores/swd", 40],
        ],
      },
    ]);
  });

  it("tells of several styles by their names", () => {
    const styles = [{ style: "day", scores: { swd: 1 } }, { style: "night", scores: { swd: 3 } }];
    const report = { step: 1, seconds: 0, scores: { swd: 2 }, styles };
    const [, event] = readRecords(encodeEvents([report], 0));
    const scalars = [["scores/swd", 2], ["styles/day/swd", 1], ["styles/night/swd", 3]];
    assertEquals(readEvent(event!).scalars.map(([name, value]) => [name, value]), scalars);
  });
});

describe("EventFile", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "events-"));
  });
  afterEach(async () => await rm(folder, { recursive: true }));

  const onlyFile = async () => {
    const [name, ...others] = await readdir(folder);
    assertEquals(others, []);
    assertMatch(name!, /^events\.out\.tfevents\.1000\.evenkeel$/);
    return new Uint8Array(await readFile(join(folder, name!)));
  };

  it("grows by a record for each report", async () => {
    const file = await EventFile.open(folder, { reports: [], startSeconds: 1000.7 });
    for (const report of REPORTS) await file.append(report);
    assertEquals(await onlyFile(), encodeEvents(REPORTS, 1000));
  });

  it("opened again, drops what the reports do not say, and half records", async () => {
    const file = await EventFile.open(folder, { reports: [], startSeconds: 1000 });
    for (const report of REPORTS) await file.append(report);
    await appendFile(join(folder, "events.out.tfevents.1000.evenkeel"), Uint8Array.of(24, 0, 0));
    const kept = REPORTS.slice(0, 1);
    const again = await EventFile.open(folder, { reports: kept, startSeconds: 5000 });
    assertEquals(await onlyFile(), encodeEvents(kept, 1000));
    await again.append(REPORTS[1]!);
    assertEquals(await onlyFile(), encodeEvents(REPORTS, 1000));
  });
});
