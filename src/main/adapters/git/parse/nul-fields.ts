/** Fields ended by NUL, as git's -z output has them. */
export function nulFields(output: Buffer): readonly Buffer[] {
  const fields: Buffer[] = []
  let start = 0
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    fields.push(output.subarray(start, end))
    start = end + 1
  }
  return fields
}
