/** What the page and its worker say to each other. */

/** The norms of the two generators that the page compares. */
export const STUDIO_NORMS = ["instance", "batch"] as const;
/** One of the norms. */
export type StudioNorm = typeof STUDIO_NORMS[number];

/** Red, green, blue, alpha from 0 to 255, row by row: what a canvas takes and gives. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The page asks for paintings. A newer job replaces all older ones. */
export interface PaintRequest {
  readonly job: number;
  readonly image: RgbaImage;
  /** A shipped style; absent for both norms in the ink style. */
  readonly style?: string;
}

/** What the worker reports; everything but `ready` belongs to a job. */
export type WorkerMessage =
  /** It can paint. */
  | { readonly kind: "ready"; readonly backend: string }
  /** The style's own answer is known, and how far (L1, 0 to 1) the photograph is from it. */
  | {
    readonly kind: "measured";
    readonly job: number;
    readonly truth: RgbaImage;
    readonly distance: number;
  }
  /** A generator begins. */
  | { readonly kind: "painting"; readonly job: number; readonly norm: StudioNorm }
  /** A generator is done; `distance` is its L1 to the truth. */
  | {
    readonly kind: "painted";
    readonly job: number;
    readonly norm: StudioNorm;
    readonly image: RgbaImage;
    readonly milliseconds: number;
    readonly distance: number;
  }
  /** The generator of a shipped style begins. */
  | { readonly kind: "styling"; readonly job: number; readonly style: string }
  /** It is done. */
  | {
    readonly kind: "styled";
    readonly job: number;
    readonly style: string;
    readonly image: RgbaImage;
    readonly milliseconds: number;
  }
  /** It cannot go on with this job, or, where there is none, at all. */
  | { readonly kind: "failed"; readonly job?: number; readonly reason: string };
