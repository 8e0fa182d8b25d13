import type { Need } from './world.ts'

/** Lines of a file, from 1, both inclusive. */
export interface Place {
  readonly path: string
  readonly from: number
  readonly to: number
}

/** What one agent tells another about its work; a line each, so that any agent understands it. */
export interface Said {
  /** Lines that it is going to change, or may have changed. */
  readonly changes: readonly Place[]
  /** Lines that it has changed, and can't take back for free. */
  readonly changed: readonly Place[]
  readonly adds: readonly Need[]
  readonly needs: readonly Need[]
  /** Names of contracts. */
  readonly contracts: readonly string[]
}

export function sayingOf({ adds, changed, changes, contracts, needs }: Partial<Said>): string {
  return [
    ...(changes ?? []).map((place) => `change ${shown(place)}`),
    ...(changed ?? []).map((place) => `changed ${shown(place)}`),
    ...(adds ?? []).map(({ path, symbol }) => `add ${symbol} to ${path}`),
    ...(needs ?? []).map(({ path, symbol }) => `need ${symbol} of ${path}`),
    ...(contracts ?? []).map((name) => `see contract ${name}`),
  ].join('\n')
}

export function saidIn(text: string): Said {
  return {
    changes: placed(text, /^change (\S+):(\d+)-(\d+)$/gm),
    changed: placed(text, /^changed (\S+):(\d+)-(\d+)$/gm),
    adds: named(text, /^add (\S+) to (\S+)$/gm),
    needs: named(text, /^need (\S+) of (\S+)$/gm),
    contracts: [...text.matchAll(/^see contract (\S+)$/gm)].map(([, name = '']) => name),
  }
}

function shown({ from, path, to }: Place): string {
  return `${path}:${from}-${to}`
}

function placed(text: string, pattern: RegExp): readonly Place[] {
  return [...text.matchAll(pattern)].map(([, path = '', from, to]) => ({ path, from: Number(from), to: Number(to) }))
}

function named(text: string, pattern: RegExp): readonly Need[] {
  return [...text.matchAll(pattern)].map(([, symbol = '', path = '']) => ({ symbol, path }))
}

/** So near that git takes both for one change. */
const near = 3

export function meets(one: Place, other: Place): boolean {
  return one.path === other.path && one.from <= other.to + near && other.from <= one.to + near
}

/** Places that the host names in an introduction: a whole file where it says no lines. */
export function placesIn(text: string): readonly Place[] {
  const [, list = ''] = /^Where you meet: (.*)$/m.exec(text) ?? []
  return list.split(', ').flatMap((one) => {
    const [, path = '', from = '1', to = from === '1' ? '1000000' : from] =
      /^([^\s:]+)(?::(\d+)[-–](\d+))?$/.exec(one) ?? []
    return path === '' ? [] : [{ path, from: Number(from), to: Number(to) }]
  })
}

/** A version of a contract as the host tells of it. */
export function contractIn(text: string): { readonly name: string; readonly version: number } | null {
  const [, name, version] = /^Contract (\S+), version (\d+)\./.exec(text) ?? []
  return name === undefined ? null : { name, version: Number(version) }
}
