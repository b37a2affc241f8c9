/** Whose statistics batch norm can go by: those that training remembered, or each picture's own. */
export const STATISTICS_OWNERS = ["training", "own"] as const;
/** One of them. */
export type StatisticsOwner = typeof STATISTICS_OWNERS[number];
