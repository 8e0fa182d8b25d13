import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { valueWords } from './setting-fields.ts'

export type LimitName = 'parallel' | 'cost' | 'cooldown' | 'quiet'

/** The limits in the order in which they are shown, with what one begins with. */
export const limitKinds: readonly { readonly name: LimitName; readonly title: string; readonly begin: JsonObject }[] = [
  { name: 'parallel', title: 'How many at once', begin: { parallel: 2 } },
  { name: 'cost', title: 'What it may cost', begin: { cost: 3, costPerDay: 20 } },
  { name: 'cooldown', title: 'A pause after each', begin: { cooldown: '10m' } },
  { name: 'quiet', title: 'Quiet hours', begin: { quiet: '22:00-07:00', quietThen: 'hold' } },
]

/** What a limit says in a chip; null where it isn't set. */
export function limitWords(name: LimitName, limits: JsonObject): string | null {
  switch (name) {
    case 'parallel':
      return limits.parallel === undefined ? null : `${valueWords(limits.parallel) || '…'} at once`
    case 'cost':
      return costWords(limits.cost, limits.costPerDay)
    case 'cooldown':
      return limits.cooldown === undefined
        ? null
        : `not within ${durationWords(limits.cooldown)} of the last about the same`
    case 'quiet':
      return limits.quiet === undefined ? null : quietWords(limits.quiet, limits.quietThen)
  }
}

/** Keys of the file that belong to a limit. */
export function keysOf(name: LimitName): readonly string[] {
  if (name === 'cost') return ['cost', 'costPerDay']
  return name === 'quiet' ? ['quiet', 'quietThen'] : [name]
}

function costWords(each: JsonValue | undefined, day: JsonValue | undefined): string | null {
  const parts = [
    each === undefined ? '' : `$${valueWords(each)} each`,
    day === undefined ? '' : `$${valueWords(day)} a day`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

const units: Readonly<Record<string, string>> = { s: 's', m: 'min', h: 'h', d: 'd' }

/** '10m' is '10 min'; what isn't a duration stays as it is written. */
function durationWords(value: JsonValue): string {
  const text = valueWords(value)
  return text.replace(/^(\d+)([smhd])$/, (_, count: string, unit: string) => `${count} ${units[unit]}`)
}

function quietWords(value: JsonValue, then: JsonValue | undefined): string {
  return `quiet ${valueWords(value).replace('-', '–')}: ${then === 'skip' ? 'skip' : 'hold'}`
}
