/** The worker's entry: paints what the page sends, newest first. */

import { decodeCheckpoint } from "../../checkpoint/checkpoint.ts";
import { checkOneStyle } from "../../checkpoint/choose_style.ts";
import { applyInkStyle } from "../../data/ink_style.ts";
import { l1 } from "../../metrics/similarity.ts";
import { createPicture } from "../../data/picture.ts";
import { paint, type Painter } from "../../model/paint.ts";
import {
  type PaintRequest,
  STUDIO_NORMS,
  type StudioNorm,
  type WorkerMessage,
} from "../messages.ts";
import { CHECKPOINT_FOLDER } from "../paths.ts";
import { startBrowserBackend } from "./backend.ts";
import { toPicture, toRgbaImage } from "./pixels.ts";

const WARM_UP_SIDE_PX = 128;

type NamedPainter = Painter & { readonly norm: StudioNorm };

/** Painters of styles that were asked for already. */
const styles = new Map<string, Painter>();
let newestJob = 0;
let turn: Promise<void> = Promise.resolve();

function send(message: WorkerMessage, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

async function loadPainter(style: string): Promise<Painter> {
  const name = `${style}.safetensors`;
  const response = await fetch(`${CHECKPOINT_FOLDER}${name}`);
  if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`);
  return checkOneStyle(decodeCheckpoint(new Uint8Array(await response.arrayBuffer()), name), name);
}

async function loadNorm(norm: StudioNorm): Promise<NamedPainter> {
  return { norm, ...await loadPainter(`ink-${norm}`) };
}

async function start(): Promise<NamedPainter[]> {
  const loading = Promise.all(STUDIO_NORMS.map(loadNorm));
  const backend = await startBrowserBackend();
  const painters = await loading;
  // The first calls of a kernel are slow, since it is being compiled: that is not painting.
  for (const painter of painters) paint(painter, createPicture(WARM_UP_SIDE_PX, WARM_UP_SIDE_PX));
  send({ kind: "ready", backend });
  return painters;
}

/** Between two paintings, messages that wait are read: a newer job ends this one. */
async function work(
  { job, image }: PaintRequest,
  painters: readonly NamedPainter[],
): Promise<void> {
  if (await isStale(job)) return;
  const picture = toPicture(image);
  const truth = applyInkStyle(picture);
  const shown = toRgbaImage(truth);
  const distance = l1(picture, truth);
  send({ kind: "measured", job, truth: shown, distance }, [shown.data.buffer]);
  for (const painter of painters) {
    if (await isStale(job)) return;
    const { norm } = painter;
    send({ kind: "painting", job, norm });
    const from = performance.now();
    const painted = paint(painter, picture);
    const milliseconds = performance.now() - from;
    const image = toRgbaImage(painted);
    const distance = l1(painted, truth);
    send({ kind: "painted", job, norm, image, milliseconds, distance }, [image.data.buffer]);
  }
}

async function workInStyle({ job, image }: PaintRequest, style: string): Promise<void> {
  send({ kind: "styling", job, style });
  const painter = styles.get(style) ?? await loadPainter(style);
  styles.set(style, painter);
  if (await isStale(job)) return;
  const picture = toPicture(image);
  const from = performance.now();
  const painted = toRgbaImage(paint(painter, picture));
  const milliseconds = performance.now() - from;
  send({ kind: "styled", job, style, image: painted, milliseconds }, [painted.data.buffer]);
}

async function isStale(job: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve));
  return job !== newestJob;
}

function fail(cause: unknown, job?: number): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  send({ kind: "failed", reason, ...(job === undefined ? {} : { job }) });
}

const started = start();
started.catch((cause) => fail(cause));
self.addEventListener("message", ({ data }: MessageEvent<PaintRequest>) => {
  newestJob = data.job;
  turn = turn.then(async () => {
    const painters = await started.catch(() => undefined); // that failure is reported already
    if (painters === undefined) return;
    const { style } = data;
    const working = style === undefined ? work(data, painters) : workInStyle(data, style);
    await working.catch((cause) => fail(cause, data.job));
  });
});
