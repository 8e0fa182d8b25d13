/** Linear light, each part from 0 to 1. */
export interface LinearColor {
  readonly red: number
  readonly green: number
  readonly blue: number
}

export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan'

type Row = readonly [number, number, number]

/** Machado, Oliveira and Fernandes 2009, full severity, on linear light. */
const simulations: Readonly<Record<Vision, readonly [Row, Row, Row]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const hexDigits = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i

/** Reads `#rgb` or `#rrggbb`; undefined for anything else. */
export function parseHex(text: string): LinearColor | undefined {
  if (!hexDigits.test(text)) return undefined
  const digits = text.length === 4 ? [...text.slice(1)].map((digit) => digit + digit).join('') : text.slice(1)
  const part = (at: number) => linear(Number.parseInt(digits.slice(at, at + 2), 16) / 255)
  return { red: part(0), green: part(2), blue: part(4) }
}

/** Contrast of two colours by WCAG 2: from 1 (the same) to 21 (black and white). */
export function contrast(one: LinearColor, other: LinearColor): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** How far apart two colours look: Euclidean distance in OKLab, times 100; about 2 is just visible. */
export function distance(one: LinearColor, other: LinearColor): number {
  const [a, b] = [oklab(one), oklab(other)]
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** How eyes without one kind of cone see a colour. */
export function seenWith(vision: Vision, color: LinearColor): LinearColor {
  const [red, green, blue] = multiply(simulations[vision], [color.red, color.green, color.blue])
  return { red: clamp(red), green: clamp(green), blue: clamp(blue) }
}

/** What CSS `color-mix(in oklab, one share, other)` gives; `share` is from 0 to 1. */
export function mix(one: LinearColor, share: number, other: LinearColor): LinearColor {
  const [a, b] = [oklab(one), oklab(other)]
  const part = (at: 0 | 1 | 2) => a[at] * share + b[at] * (1 - share)
  return fromOklab([part(0), part(1), part(2)])
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function luminance({ red, green, blue }: LinearColor): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function oklab({ red, green, blue }: LinearColor): Row {
  const [l, m, s] = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [red, green, blue],
  )
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  )
}

function fromOklab(lab: Row): LinearColor {
  const [l, m, s] = multiply(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    lab,
  )
  const [red, green, blue] = multiply(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    [l ** 3, m ** 3, s ** 3],
  )
  return { red: clamp(red), green: clamp(green), blue: clamp(blue) }
}

function multiply([first, second, third]: readonly [Row, Row, Row], by: Row): Row {
  return [dot(first, by), dot(second, by), dot(third, by)]
}

function dot(row: Row, by: Row): number {
  return row[0] * by[0] + row[1] * by[1] + row[2] * by[2]
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part))
}
