/** Processor time of this process, all its threads, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const text = JSON.stringify(Array.from({ length: 200 }, (_, at) => ({ at, name: `name ${at}`, text: 'x'.repeat(at) })))

/**
 * Milliseconds of processor time for a fixed piece of work of the kind a host does. Tells whether the machine was
 * steady, and makes figures of two machines comparable.
 */
export function yardstick(): number {
  const before = processorTime()
  let length = 0
  for (let round = 0; round < 3000; round += 1) length += JSON.stringify(JSON.parse(text)).length
  if (length !== 3000 * text.length) throw new Error('the yardstick is broken')
  return processorTime() - before
}
