import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, distance, type LinearColor, mix, parseHex, seenWith } from './color.ts'

function color(hex: string): LinearColor {
  const parsed = parseHex(hex)
  if (parsed === undefined) throw new Error(`${hex} is no colour`)
  return parsed
}

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => color(`#${value.toString(16).padStart(6, '0')}`))

describe('color', () => {
  it('reads both lengths of hex and nothing else', () => {
    expect(parseHex('#fff')).toEqual({ red: 1, green: 1, blue: 1 })
    expect(parseHex('#f0c')).toEqual(parseHex('#ff00cc'))
    expect([parseHex('white'), parseHex('#ffff'), parseHex('#12345g'), parseHex('fff')]).toEqual(
      Array(4).fill(undefined),
    )
  })

  it('knows the contrasts that WCAG gives', () => {
    expect(contrast(color('#000'), color('#fff'))).toBeCloseTo(21, 5)
    expect(contrast(color('#777777'), color('#ffffff'))).toBeCloseTo(4.478, 3)
    expect(contrast(color('#ff0000'), color('#ffffff'))).toBeCloseTo(3.998, 3)
  })

  it('knows distances in OKLab', () => {
    expect(distance(color('#000'), color('#fff'))).toBeCloseTo(100, 2)
    // OKLab of pure red is (0.62796, 0.22486, 0.12585), of pure blue (0.45201, -0.03246, -0.31153).
    expect(distance(color('#ff0000'), color('#0000ff'))).toBeCloseTo(
      100 * Math.hypot(0.62796 - 0.45201, 0.22486 + 0.03246, 0.12585 + 0.31153),
      1,
    )
  })

  it('leaves grey as it is for every eye', () => {
    for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const) {
      expect(distance(seenWith(vision, color('#808080')), color('#808080'))).toBeLessThan(0.2)
    }
  })

  it('brings red and green together for red-green blindness, not for tritan', () => {
    const apart = (vision: 'normal' | 'deutan' | 'tritan') =>
      distance(seenWith(vision, color('#c04040')), seenWith(vision, color('#6f8f30')))
    expect(apart('deutan')).toBeLessThan(apart('normal') / 2)
    expect(apart('tritan')).toBeGreaterThan(apart('deutan'))
  })

  it('measures alike both ways', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (one, other) => {
        expect(contrast(one, other)).toBeCloseTo(contrast(other, one), 9)
        expect(contrast(one, other)).toBeGreaterThanOrEqual(1)
        expect(distance(one, other)).toBeCloseTo(distance(other, one), 9)
      }),
    )
  })

  it('mixes between its ends', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (one, other) => {
        expect(distance(mix(one, 1, other), one)).toBeLessThan(0.01)
        expect(distance(mix(one, 0, other), other)).toBeLessThan(0.01)
      }),
    )
  })
})
