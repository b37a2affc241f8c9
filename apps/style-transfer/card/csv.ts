/** Tables as comma-separated values (RFC 4180). */

const FIELD_REGEXP = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * The rows below the first, by the names in the first.
 *
 * @throws {RangeError} If a quote is not closed, or a row has another number of fields than the first.
 */
export function parseCsv(text: string): Map<string, string>[] {
  const [names, ...rows] = splitRows(text);
  if (names === undefined) throw new RangeError("csv must have a row of names, got none");
  return rows.map((row, i) => {
    if (row.length !== names.length) {
      throw new RangeError(
        `csv must have ${names.length} fields in every row, got ${row.length} in row ${i + 2}`,
      );
    }
    return new Map(names.map((name, column) => [name, row[column]!]));
  });
}

function splitRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    FIELD_REGEXP.lastIndex = at;
    const match = FIELD_REGEXP.exec(text);
    if (match === null) throw new RangeError(`csv must close every quote, got one open at ${at}`);
    const [all, quoted, plain, end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    at += all.length;
    // A comma that ends the text begins an empty field.
    if (end === "," && at === text.length) row.push("");
    if (end === "," && at < text.length) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
