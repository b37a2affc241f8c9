/** Runs the indirect convolution over addresses. */

import type { Lease } from "../simd/_lease.ts";
import type { Machine } from "../simd/_machine.ts";
import { convolve, UNIT_POSITIONS } from "./_kernels/convolve.ts";
import { BLOCK_POSITIONS, convolvePacked } from "./_kernels/convolve_packed.ts";
import { hasPanels } from "./_pack_filter.ts";

/** Kernels read and write whole vectors. */
const SLACK = 4;

/** What is convolved; a matrix product has one tap, and rows for positions. */
export interface IndirectCall {
  readonly x: number;
  readonly y: number;
  /** Packed filters. */
  readonly weights: number;
  readonly bias?: Float32Array;
  /** Byte offsets in an image of `x`, `[positions, taps]`. */
  readonly places: Int32Array;
  /** Byte offsets in an image of `y`, `[positions]`. */
  readonly targets: Int32Array;
  readonly images: number;
  readonly taps: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly xImageBytes: number;
  readonly yImageBytes: number;
  /** From one image's weights to the next's; 0 if they are the same. */
  readonly weightImageBytes: number;
}

/** `y[position] = bias + sum over taps of x[place] * weights[tap]`. No size may be 0. */
export function convolveIndirect(machine: Machine, lease: Lease, call: IndirectCall): void {
  const { bias, images, taps, inputs, outputs } = call;
  const positions = call.targets.length;
  const packs = hasPanels(outputs);
  const imageBlocks = Math.ceil(positions / (packs ? BLOCK_POSITIONS : UNIT_POSITIONS));
  const blocks = images * imageBlocks;
  const fields = [
    call.x,
    lease.put(call.places),
    lease.zeros(inputs + SLACK),
    call.weights,
    bias === undefined ? lease.zeros(outputs + 3 * SLACK) : lease.padded(bias, 3 * SLACK),
    call.y,
    lease.put(call.targets),
    positions,
    taps,
    inputs,
    outputs,
    call.xImageBytes,
    call.yImageBytes,
    call.weightImageBytes,
    imageBlocks,
  ];
  if (!packs) return machine.run(convolve, { units: blocks, grain: 1 }, fields);
  const lanes = Math.min(blocks, machine.threads);
  const scratchBytes = 4 * (BLOCK_POSITIONS * taps * inputs + 4 * SLACK);
  machine.run(convolvePacked, { units: lanes, grain: 1 }, [
    ...fields,
    lease.take(lanes * scratchBytes),
    scratchBytes,
    blocks,
    lease.zeros(1),
  ]);
}
