import { matchesGlob } from '../plan/path-glob.ts'
import type { ReadCommand } from './read-command.ts'
import { placed } from './request-facts.ts'

/** Folders that one command may change to; with more it isn't known where it works. */
const folders = 10

/** Whether all of a request's paths are among those that a glob means. What is outside fits an absolute glob alone. */
export function fitsPaths(glob: string, paths: readonly string[] | null): boolean {
  if (paths === null || paths.length === 0) return false
  return paths.every((path) => isOutside(path) === isOutside(glob) && matchesGlob(glob, path))
}

/** Whether one of these paths is, or could hold, what a glob means; by any system's way of telling names apart. */
export function meansPaths(glob: string, paths: readonly string[]): 'surely' | 'perhaps' | 'no' {
  const wanted = glob.toLowerCase()
  const lower = paths.map((path) => path.normalize('NFC').toLowerCase())
  if (lower.some((path) => isOutside(path) === isOutside(wanted) && matchesGlob(wanted, path))) return 'surely'
  const fixed = fixedPart(wanted)
  return lower.some((path) => path === '.' || path === '/' || fixed.startsWith(`${path}/`)) ? 'perhaps' : 'no'
}

/** The words of a command that may be paths, from each folder it works in; null where those are too many. */
export function pathsOfCommand({ parts }: ReadCommand): readonly string[] | null {
  const places = ['.']
  const found = new Set<string>()
  for (const part of parts) {
    const words = [...part.words.slice(1), ...part.files].flatMap(valuesOf)
    for (const path of fromEach(places, words)) found.add(path)
    if (changesFolder(part.words)) places.push(...fromEach(places, words))
    if (places.length > folders) return null
  }
  return [...found]
}

function fromEach(places: readonly string[], words: readonly string[]): readonly string[] {
  return words.flatMap((word) => places.map((place) => within(place, word)))
}

function changesFolder(words: readonly string[]): boolean {
  return words[0] === 'cd' || words[0] === 'pushd' || words.includes('-C')
}

function valuesOf(word: string): readonly string[] {
  const at = word.indexOf('=')
  return at === -1 ? [word] : [word, word.slice(at + 1)]
}

function within(place: string, word: string): string {
  return placed(word.startsWith('/') ? word : `${place}/${word}`, null)
}

function isOutside(path: string): boolean {
  return /^(\/|\.\.(\/|$)|[a-z]:)/i.test(path)
}

function fixedPart(glob: string): string {
  const names = glob.split('/')
  const wild = names.findIndex((name) => /[*?]/.test(name))
  return `${(wild === -1 ? names : names.slice(0, wild)).join('/')}/`
}
