type Row = Readonly<Record<string, string | number>>

function cell(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? ''
  return Number.isInteger(value) ? String(value) : value.toPrecision(4)
}

/** Rows as an aligned table, numbers to the right; columns in the order in which rows name them. */
export function formatTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => cell(row[column]).length)))
  const pad = (column: number, text: string, right: boolean): string =>
    right ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  const isNumber = (column: string): boolean => rows.every((row) => typeof row[column] !== 'string')
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => pad(index, text, isNumber(columns[index] ?? '')))
      .join('  ')
      .trimEnd()
  return [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))].map(line).join('\n')
}
