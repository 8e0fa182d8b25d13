import { describe, expect, it } from 'vitest'
import { keepLanguages } from './code-languages.ts'

const list = ['ada', 'c', 'cpp']
  .map((id) => `\t{\n\t\t"id": "${id}",\n\t\t"name": "N",\n\t\t"import": (() => import("langs/${id}"))\n\t}`)
  .join(',\n')
const code = `const all = [\n${list}\n];\nexport { all };\n`

describe('keepLanguages', () => {
  it('keeps what is asked for, whole, and nothing else', () => {
    const kept = keepLanguages(code, new Set(['c']))
    expect(kept).toContain('import("langs/c")')
    expect(kept).not.toMatch(/langs\/(ada|cpp)/)
    expect(kept).toContain('export { all }')
  })

  it('leaves an empty list for workers', () => {
    expect(keepLanguages(code, new Set())).toBe('const all = [\n\n];\nexport { all };\n')
  })

  it('stops the build when the library has changed', () => {
    expect(() => keepLanguages(code, new Set(['c', 'rust']))).toThrow('rust')
    expect(() => keepLanguages('export default []', new Set())).toThrow('has changed')
  })
})
