import { describe, expect, it } from 'vitest'
import { cronWords } from './cron-words.ts'

describe('a cron expression in words', () => {
  it.each([
    ['0 2 * * *', 'Every day at 02:00'],
    ['5 14 * * *', 'Every day at 14:05'],
    ['0 16 * * 5', 'Fridays at 16:00'],
    ['30 9 * * MON', 'Mondays at 09:30'],
    ['0 8 * * 7', 'Sundays at 08:00'],
    ['0 9 * * 1-5', 'Mondays to Fridays at 09:00'],
    ['15 * * * *', 'Every hour at minute 15'],
  ])('%s is %s', (cron, words) => {
    expect(cronWords(cron)).toBe(words)
  })

  it.each(['*/5 * * * *', '0 2 1 * *', '0 0 2 * * *', '0 2,14 * * *', '0 2 * 6 *', '0 2 * * 1,3', '0 * * * 5'])(
    '%s stays as it is written',
    (cron) => {
      expect(cronWords(cron)).toBe(`At ${cron}`)
    },
  )
})
