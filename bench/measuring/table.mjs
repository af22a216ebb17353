/**
 * A table whose rows are printed as they are measured.
 *
 * @param {Record<string, number>} columns names with their widths in characters; the first is aligned to the left
 */
export function table(columns) {
  const widths = Object.values(columns);
  const row = (first, ...cells) => String(first).padEnd(widths[0]) + cells.map((cell, index) => String(cell).padStart(widths[index + 1] ?? 0)).join('');
  return { row, head: row(...Object.keys(columns)) };
}
