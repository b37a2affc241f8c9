/** The size of all workgroups. */

/** How many threads a workgroup has. */
export const WORKGROUP = 64;
