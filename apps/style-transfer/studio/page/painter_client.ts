/** The page's side of the worker. */

import type { PaintRequest, RgbaImage, WorkerMessage } from "../messages.ts";

/** The worker, which paints one picture at a time: the newest. */
export class PainterClient {
  readonly #worker: Worker;
  #job = 0;

  /** `onMessage` hears nothing about pictures that a newer one has replaced. */
  constructor(url: string, onMessage: (message: WorkerMessage) => void) {
    this.#worker = new Worker(url, { type: "module" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      const stale = data.kind !== "ready" && data.job !== undefined && data.job !== this.#job;
      if (!stale) onMessage(data);
    });
    this.#worker.addEventListener("error", ({ message }) => {
      onMessage({ kind: "failed", reason: message || "the worker did not start" });
    });
  }

  /** Paints this picture, with both norms or in a style, and forgets about all earlier ones. */
  paint(image: RgbaImage, style: string | undefined): void {
    const job = ++this.#job;
    const request: PaintRequest = { job, image, ...(style === undefined ? {} : { style }) };
    this.#worker.postMessage(request);
  }
}
