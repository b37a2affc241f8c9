/** What a backend can be asked for by; apart, so that whoever only names one does not load them all. */

/** The backends that there are, the fastest first. */
export const BACKEND_NAMES = ["webgpu", "evenkeel", "wasm", "cpu"] as const;
/** One of the names. */
export type BackendName = typeof BACKEND_NAMES[number];
/** What may be asked for: one of them, or the fastest that is there. */
export type BackendChoice = "auto" | BackendName;
