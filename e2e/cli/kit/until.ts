/** How long anything is waited for before the test fails, in milliseconds. */
export const patienceMs = 25_000
const lookMs = 10

/** Resolves once `holds` says so: for facts of the operating system that nobody announces. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${patienceMs} ms in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}

/** Fails with a sentence instead of running into the test's own limit. */
export function within<Value>(what: () => string, wanted: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`waited ${patienceMs} ms in vain: ${what()}`)), patienceMs)
    wanted.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
