/** The worker's entry: paints what the page sends, newest first. */

import { decodeCheckpoint } from "../../checkpoint/checkpoint.ts";
import { checkOneStyle } from "../../checkpoint/choose_style.ts";
import { applyInkStyle } from "../../data/ink_style.ts";
import { l1 } from "../../metrics/similarity.ts";
import { createPicture } from "../../data/picture.ts";
import { paint, type Painter } from "../../model/paint.ts";
import { type PaintRequest, STUDIO_NORMS, type WorkerMessage } from "../messages.ts";
import { CHECKPOINT_FOLDER } from "../paths.ts";
import { startBrowserBackend } from "./backend.ts";
import { toPicture, toRgbaImage } from "./pixels.ts";

const WARM_UP_SIDE_PX = 128;

/** Painters that were asked for already, by the names of their checkpoints. */
const painters = new Map<string, Painter>();
let newestJob = 0;
let turn: Promise<void> = Promise.resolve();

function send(message: WorkerMessage, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** The painter of a checkpoint. One that could not be loaded is asked for again the next time. */
async function openPainter(checkpoint: string): Promise<Painter> {
  const known = painters.get(checkpoint);
  if (known !== undefined) return known;
  const name = `${checkpoint}.safetensors`;
  const bytes = await loadBytes(name);
  const painter = checkOneStyle(decodeCheckpoint(bytes, name), name);
  // The first calls of a kernel are slow, since it is being compiled: that is not painting.
  paint(painter, createPicture(WARM_UP_SIDE_PX, WARM_UP_SIDE_PX));
  painters.set(checkpoint, painter);
  return painter;
}

async function loadBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`${CHECKPOINT_FOLDER}${name}`).catch((cause) => {
    throw new Error(`${name} could not be loaded, since the studio does not answer`, { cause });
  });
  if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

async function start(): Promise<void> {
  send({ kind: "ready", backend: await startBrowserBackend() });
}

/** Between two paintings, messages that wait are read: a newer job ends this one. */
async function workWithNorms({ job, image }: PaintRequest): Promise<void> {
  if (await isStale(job)) return;
  const opened = await Promise.all(STUDIO_NORMS.map(async (norm) => {
    return [norm, await openPainter(`ink-${norm}`)] as const;
  }));
  if (await isStale(job)) return;
  const picture = toPicture(image);
  const truth = applyInkStyle(picture);
  const shown = toRgbaImage(truth);
  const distance = l1(picture, truth);
  send({ kind: "measured", job, truth: shown, distance }, [shown.data.buffer]);
  for (const [norm, painter] of opened) {
    if (await isStale(job)) return;
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
  if (await isStale(job)) return;
  send({ kind: "styling", job, style });
  const painter = await openPainter(style);
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

async function work(request: PaintRequest): Promise<void> {
  const { job, style } = request;
  try {
    await started;
    await (style === undefined ? workWithNorms(request) : workInStyle(request, style));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    send({ kind: "failed", job, reason });
  }
}

const started = start();
started.catch(() => {}); // each job says so
self.addEventListener("message", ({ data }: MessageEvent<PaintRequest>) => {
  newestJob = data.job;
  turn = turn.then(() => work(data));
});
