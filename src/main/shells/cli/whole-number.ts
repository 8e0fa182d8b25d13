import { InvalidArgumentError } from 'commander'

/** Reads a whole number from the command line, within bounds; anything else is a usage error. */
export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= lowest && value <= highest) return value
    throw new InvalidArgumentError(`Give a whole number from ${lowest} to ${highest}.`)
  }
}
