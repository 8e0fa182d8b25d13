import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './lib/root.ts'

interface Finding {
  readonly category: string
  readonly severity: string
  readonly location: { readonly path: string }
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `  sum += ${index}`).join('\n')
}

const longFunction = (count: number): string =>
  `export function long(): number {\n  let sum = 0\n${lines(count)}\n  return sum\n}\n`
const loops =
  'for (const a of list) { if (a > 1) { for (const b of list) { if (b > 2) { for (const c of list) { if (c > a) sum += c } } } } }'

/** File, its text, and the rule that must find it. */
const breaches: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'complexity/noExcessiveCognitiveComplexity',
    'src/main/complex.ts',
    `export function total(list: number[]): number {\n let sum = 0\n ${loops}\n return sum\n}\n`,
  ],
  ['complexity/noExcessiveLinesPerFunction', 'src/main/long.ts', longFunction(61)],
  ['complexity/noExcessiveLinesPerFunction', 'src/renderer/long.tsx', longFunction(121)],
  [
    'complexity/useMaxParams',
    'src/main/wide.ts',
    'export function wide(a: 1, b: 1, c: 1, d: 1): number {\n  return a + b + c + d\n}\n',
  ],
  ['correctness/noUnusedVariables', 'src/main/unused.ts', 'const unused = 1\nexport type Kept = string\n'],
  [
    'correctness/noUndeclaredDependencies',
    'src/main/undeclared.ts',
    "import { thing } from 'undeclared'\nexport const one = thing\n",
  ],
  [
    'correctness/useImportExtensions',
    'src/main/extension.ts',
    "import { long } from './long'\nexport const one = long()\n",
  ],
  [
    'nursery/noFloatingPromises',
    'src/main/floating.ts',
    'async function later(): Promise<void> {\n  await Promise.resolve()\n}\nexport function now(): void {\n  later()\n}\n',
  ],
  [
    'nursery/noMisusedPromises',
    'src/main/misused.ts',
    'async function later(): Promise<boolean> {\n  return await Promise.resolve(true)\n}\nexport function now(): number {\n  if (later()) return 1\n  return 2\n}\n',
  ],
  ['complexity/useLiteralKeys', 'src/main/keys.ts', "export const one = (of: Record<string, number>) => of['key']\n"],
  ['performance/noBarrelFile', 'src/main/index.ts', "export { long } from './long.ts'\n"],
  ['performance/noReExportAll', 'src/main/all.ts', "export * from './long.ts'\n"],
  ['security/noGlobalEval', 'src/main/evaluate.ts', "export const one = eval('1')\n"],
  [
    'security/noDangerouslySetInnerHtml',
    'src/renderer/raw.tsx',
    "export function Raw() {\n  return <p dangerouslySetInnerHTML={{ __html: 'a' }} />\n}\n",
  ],
  ['style/noDefaultExport', 'src/main/default.ts', 'export default 1\n'],
  ['style/noNonNullAssertion', 'src/main/assert.ts', 'export const first = (list: number[]): number => list[0]!\n'],
  ['style/useFilenamingConvention', 'src/main/camelCase.ts', 'export const one = 1\n'],
  ['style/useImportType', 'src/main/type.ts', "import { Kept } from './unused.ts'\nexport type Other = Kept\n"],
  ['style/noEnum', 'src/main/enum.ts', 'export enum Colour {\n  Red,\n}\n'],
  ['style/useThrowOnlyError', 'src/main/throw.ts', "export function fail(): never {\n  throw 'text'\n}\n"],
  [
    'style/useErrorCause',
    'src/main/cause.ts',
    "export function run(act: () => void): void {\n  try {\n    act()\n  } catch (error) {\n    throw new Error('lost')\n  }\n}\n",
  ],
  ['suspicious/noExplicitAny', 'src/main/any.ts', 'export const one: any = 1\n'],
  ['suspicious/noConsole', 'src/main/console.ts', "console.log('a')\n"],
  [
    'suspicious/noEmptyBlockStatements',
    'src/main/empty.ts',
    'export function run(act: () => void): void {\n  try {\n    act()\n  } catch {}\n}\n',
  ],
  [
    'suspicious/noImportCycles',
    'src/main/first.ts',
    "import type { Second } from './second.ts'\nexport type First = Second\n",
  ],
  [
    'suspicious/noImportCycles',
    'src/main/second.ts',
    "import type { First } from './first.ts'\nexport type Second = First | string\n",
  ],
  ['suspicious/noTsIgnore', 'src/main/ignore.ts', '// @ts-ignore\nexport const one: number = 1\n'],
  [
    'suspicious/noSkippedTests',
    'src/main/skipped.test.ts',
    "import { it } from 'vitest'\nit.skip('a', () => {\n  throw new Error('a')\n})\n",
  ],
  [
    'suspicious/noFocusedTests',
    'src/main/focused.test.ts',
    "import { it } from 'vitest'\nit.only('a', () => {\n  throw new Error('a')\n})\n",
  ],
]

/** At the limit, or where a limit is another one. */
const allowed: readonly (readonly [path: string, text: string])[] = [
  ['src/main/fits.ts', longFunction(57)],
  ['src/renderer/fits.tsx', longFunction(117)],
  ['src/main/long.test.ts', longFunction(200).replace('export ', '').concat('long()\n')],
  ['some.config.ts', 'export default 1\n'],
  ['src/main/three.ts', 'export function three(a: 1, b: 1, c: 1): number {\n  return a + b + c\n}\n'],
]

function plant(folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('package.json', JSON.stringify({ name: 'fixture', devDependencies: { vitest: '1.0.0' } }))
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  for (const [path, text] of allowed) write(path, text)
  for (const [, path, text] of breaches) write(path, text)
}

function lint(folder: string): readonly Finding[] {
  const program = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [program, 'lint', '--max-diagnostics=none', '--reporter=json', '.']
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 })
  return JSON.parse(run.stdout).diagnostics
}

describe('the lint rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-lint-'))
  let findings: readonly Finding[] = []
  beforeAll(() => {
    plant(folder)
    findings = lint(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const found = (path: string): readonly string[] =>
    findings
      .filter((one) => one.location.path.endsWith(path) && one.severity === 'error')
      .map((one) => one.category.replace('lint/', ''))

  it.each(breaches)('%s finds %s', (rule, path) => {
    expect(found(path)).toContain(rule)
  })

  it.each(allowed)('finds nothing in %s', (path) => {
    expect(found(path)).toEqual([])
  })
})
