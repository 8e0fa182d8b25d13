import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast, distance, type LinearColor, mix, parseHex, seenWith } from '../lib/color.ts'
import { type LaneKind, laneMarks } from './lane-marks.ts'

const sheet = readFileSync(join(import.meta.dirname, '../app/theme.css'), 'utf8')

/** The declarations of every top-level rule whose selector names `selector`. */
function declarations(selector: string): ReadonlyMap<string, string> {
  const rules = [...sheet.matchAll(/^([^\n{}@]+(?:,\n[^\n{}@]+)*) \{\n((?: {2}[^\n{}]+\n)+)\}/gm)]
  const chosen = rules.filter(([, head = '']) => head.split(/,\s*/).includes(selector))
  const lines = chosen.flatMap(([, , body = '']) => body.split('\n'))
  const tokens = lines.flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^ {2}--([\w-]+): (.+);$/.exec(line) ?? []
    return name === '' ? [] : [[name, value]]
  })
  return new Map(tokens)
}

const derived = declarations('[data-theme]')

function themeOf(name: 'dark' | 'light') {
  const own = declarations(`[data-theme="${name}"]`)
  const color = (token: string): LinearColor => {
    const mixed = /^color-mix\(in oklab, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\)$/.exec(derived.get(token) ?? '')
    if (mixed !== null) return mix(color(mixed[1] ?? ''), Number(mixed[2]) / 100, color(mixed[3] ?? ''))
    const parsed = parseHex(own.get(token) ?? '')
    if (parsed === undefined) throw new Error(`theme ${name} has no colour ${token}`)
    return parsed
  }
  return { own, color }
}

const themes = { dark: themeOf('dark'), light: themeOf('light') } as const
const both = ['dark', 'light'] as const

const onPlain = ['text', 'muted', 'faint', 'read', 'run', 'peer', 'you', 'error', 'ok', 'add', 'del', 'focus']
const plain = ['bg', 'panel', 'raised', 'section']
/** What stands on tinted rows: a diff's code and line numbers, a selected row, a question. */
const onDiff = ['text', 'muted', 'read', 'peer', 'add']
const onRow = ['text', 'muted', 'you', 'error', 'ok', 'add', 'del', 'read']

const textPairs: readonly (readonly [string, string])[] = [
  ...plain.flatMap((back) => onPlain.map((front) => [front, back] as const)),
  ...['add-bg', 'del-bg'].flatMap((back) => onDiff.map((front) => [front, back] as const)),
  ...['selected', 'you-bg'].flatMap((back) => onRow.map((front) => [front, back] as const)),
  ['on-you', 'you'],
  ['bg', 'text'],
]

const lanes = Object.keys(laneMarks) as LaneKind[]
const lanePairs = lanes.flatMap((one, at) => lanes.slice(at + 1).map((other) => [one, other] as const))

/**
 * About 2 can just be told apart side by side; marks of a few px that are far apart need several
 * times that. Pairs nearer than `clear` must differ in height or texture, and none may be the same.
 */
const clear = 8
const seen = 3

describe.each(both)('tokens of the %s theme', (name) => {
  const { color } = themes[name]

  it.each(textPairs)('%s on %s can be read', (front, back) => {
    expect(contrast(color(front), color(back))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(lanes)('a mark of %s shows on the board and on panels', (lane) => {
    for (const back of ['bg', 'panel']) expect(contrast(color(lane), color(back))).toBeGreaterThanOrEqual(3)
  })

  it('shows focus on every surface', () => {
    for (const back of plain) expect(contrast(color('focus'), color(back))).toBeGreaterThanOrEqual(3)
  })

  it.each(['normal', 'protan', 'deutan', 'tritan'] as const)('keeps lanes apart for %s vision', (vision) => {
    for (const [one, other] of lanePairs) {
      const apart = distance(seenWith(vision, color(one)), seenWith(vision, color(other)))
      expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(seen)
      if (apart < clear) expect(laneMarks[one], `${one} and ${other} look alike`).not.toEqual(laneMarks[other])
    }
  })
})

describe('the sheet', () => {
  it('defines the same tokens in both themes', () => {
    expect([...themes.dark.own.keys()].sort()).toEqual([...themes.light.own.keys()].sort())
    expect(themes.dark.own.size).toBeGreaterThanOrEqual(20)
    expect(derived.size).toBeGreaterThanOrEqual(5)
  })

  it('offers every colour token as a utility, and no other palette', () => {
    const offered = [...sheet.matchAll(/--color-([\w-]+): var\(--([\w-]+)\);/g)]
    for (const [, utility, token] of offered) expect(utility).toBe(token)
    const tokens = [...themes.dark.own.keys(), ...derived.keys()].filter((token) => token !== 'float')
    expect(offered.map(([, , token]) => token).sort()).toEqual(tokens.sort())
    expect(sheet).toContain('--color-*: initial')
    expect(sheet).not.toMatch(/@import "tailwindcss(\/theme[^"]*)?"/)
  })

  it('tells no two activities apart by colour alone', () => {
    const shapes = lanes.map((lane) => JSON.stringify(laneMarks[lane]))
    expect(new Set(shapes).size).toBe(lanes.length)
  })
})
