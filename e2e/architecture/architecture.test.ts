import { describe, expect, it } from 'vitest'
import { findMisplaced, type Place } from './places.ts'
import { findOversized, type SizeLimit } from './sizes.ts'
import { readSourceFiles, sourceFile } from './source-files.ts'

const everything = readSourceFiles(['src', 'scripts', 'bin', 'bench', 'e2e'])
const product = everything.filter((file) => file.path.startsWith('src/') && !file.isTest)
const host = product.filter((file) => !file.path.startsWith('src/renderer/'))

/** The spawn helper, the scripted agent and the keeper of terminals are programs of their own: no host lends them its clock, spawner or settings. */
const ownPrograms = [
  'src/main/adapters/process/helper',
  'src/main/adapters/agents/scripted/',
  'src/main/adapters/pty/pty-host.ts',
]

const hostPlaces: readonly Place[] = [
  {
    what: 'child_process',
    pattern: /\bchild_process\b/,
    inside: ['src/main/adapters/process/'],
    counted: { 'src/main/adapters/agents/scripted/shell-command.ts': 1 },
  },
  {
    what: 'the system clock or a timer',
    pattern:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bset(Timeout|Interval)\b|\bperformance\.now\b|\bhrtime\b|\btimers\/promises\b|\bAbortSignal\.timeout\b/,
    inside: ['src/main/adapters/clock/', ...ownPrograms],
  },
]

const productPlaces: readonly Place[] = [
  { what: 'ipcMain', pattern: /\bipcMain\b/, inside: ['src/main/shells/electron/'] },
  { what: 'Electron', pattern: /from 'electron'/, inside: ['src/main/shells/electron/'] },
  {
    what: 'a raw HTML sink',
    pattern:
      /\b(inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|createContextualFragment/,
    inside: [],
  },
  {
    what: 'process.env',
    pattern: /\bprocess\.env\b/,
    inside: ['src/main/shells/'],
    counted: { 'src/main/adapters/agents/scripted/main.ts': 3, 'src/main/adapters/pty/pty-host.ts': 1 },
  },
  { what: 'node:sqlite', pattern: /\bnode:sqlite\b/, inside: ['src/main/adapters/store-sqlite/'] },
  { what: 'worker_threads', pattern: /\bworker_threads\b/, inside: ['src/main/adapters/store-sqlite/'] },
  { what: 'evaluated text', pattern: /\beval\(|\bnew Function\b|\bvm\.run/, inside: [] },
  {
    what: "an agent's name",
    pattern: /claude|codex|gemini|opencode/i,
    inside: ['src/main/adapters/agents/catalog/'],
  },
]

const sizes: readonly SizeLimit[] = [
  { what: 'a file', unit: /.+/, limit: 300, tests: 'without' },
  { what: 'a test', unit: /.+/, limit: 600, tests: 'only' },
  { what: 'a capability', unit: /^src\/main\/(?!adapters|shells)[^/]+/, limit: 2500, tests: 'without' },
  // Agents and git are families of adapters, each part of which is one.
  { what: 'an adapter', unit: /^src\/main\/adapters\/(?:(?:agents|git)\/)?[^/]+/, limit: 2500, tests: 'without' },
  { what: 'a shell', unit: /^src\/main\/shells\/[^/]+/, limit: 2500, tests: 'without' },
  { what: 'a feature', unit: /^src\/renderer\/features\/[^/]+/, limit: 2500, tests: 'without' },
  { what: 'a contract channel', unit: /^src\/shared\/contract\/channels\/.+/, limit: 150, tests: 'without' },
  { what: 'a catalogue entry', unit: /^src\/main\/adapters\/agents\/catalog\/.+/, limit: 120, tests: 'without' },
  { what: 'the preload', unit: /^src\/main\/shells\/electron\/preload\.ts/, limit: 40, tests: 'without' },
]

/** Spelled apart, so that this file doesn't hold what it forbids. */
const silencers = new RegExp(['@ts-(ignore|expect-error|nocheck)', ['biome', 'ignore'].join('-')].join('|'))
const plantsSilencers = ['scripts/lint.test.ts']

describe('what may appear where', () => {
  it.each(hostPlaces)('in the host: $what', (place) => {
    expect(findMisplaced(place, host)).toEqual([])
  })

  it.each(productPlaces)('in the product: $what', (place) => {
    expect(findMisplaced(place, product)).toEqual([])
  })

  it('never silences a check', () => {
    const silenced = everything.filter((file) => silencers.test(file.text) && !plantsSilencers.includes(file.path))
    expect(silenced.map((file) => file.path)).toEqual([])
  })

  it('keeps the top level of the sources fixed', () => {
    const tops = new Set(product.map((file) => file.path.split('/')[1]))
    expect([...tops].filter((top) => !['shared', 'main', 'renderer'].includes(top ?? ''))).toEqual([])
  })
})

describe('sizes', () => {
  it.each(sizes)('of $what', (size) => {
    expect(findOversized(size, everything)).toEqual([])
  })
})

describe('the search itself', () => {
  const place: Place = { what: 'time', pattern: /\bDate\.now\b/, inside: ['src/clock/'], counted: { 'src/two.ts': 2 } }
  const good = [sourceFile('src/clock/system.ts', 'Date.now()'), sourceFile('src/two.ts', 'Date.now() - Date.now()')]

  it('accepts what keeps to its place', () => {
    expect(findMisplaced(place, [...good, sourceFile('src/other.ts', '// Date.now\n/* Date.now */')])).toEqual([])
  })

  it('finds a stray use', () => {
    expect(findMisplaced(place, [...good, sourceFile('src/other.ts', 'const a = Date.now()')])).toHaveLength(1)
  })

  it.each([1, 3])('finds a count that is not the allowed one: %d', (count) => {
    const [clock] = good
    const other = sourceFile('src/two.ts', 'Date.now();'.repeat(count))
    expect(findMisplaced(place, clock === undefined ? [] : [clock, other])).toHaveLength(1)
  })

  it('finds an allowance that nothing uses', () => {
    expect(findMisplaced(place, good.slice(1))).toEqual([expect.stringContaining('remove the allowance')])
  })

  it('counts lines of code, not of comments', () => {
    const text =
      "/** one\n * two */\n\nconst a = '// no comment' // three\nconst b = /[/'\"]/ // four\n// five\n`\n//\n`\n"
    expect(sourceFile('src/a.ts', text).codeLines).toBe(5)
  })

  it('adds up a folder and finds one over its limit', () => {
    const size: SizeLimit = { what: 'a folder', unit: /^src\/[^/]+/, limit: 3, tests: 'without' }
    const files = [
      sourceFile('src/a/b.ts', '1\n2'),
      sourceFile('src/a/c.ts', '1\n2'),
      sourceFile('src/a/c.test.ts', '1'),
    ]
    expect(findOversized(size, files)).toEqual(['src/a: 4 code lines, a folder may have 3'])
    expect(findOversized({ ...size, limit: 4 }, files)).toEqual([])
  })
})
