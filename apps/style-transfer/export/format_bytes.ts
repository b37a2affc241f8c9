/** Sizes of files for people. */

const UNITS = ["bytes", "KB", "MB", "GB"];

/** With three digits, in powers of 1000. */
export function formatBytes(count: number): string {
  let [value, unit] = [count, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
