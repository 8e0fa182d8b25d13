export type Priority = 'interactive' | 'background'

export interface Budget {
  /** Runs `work` as soon as there is room; interactive work goes before background work. */
  use<T>(priority: Priority, work: () => Promise<T>): Promise<T>
}

export function createBudget(limit: number): Budget {
  const waiting: Record<Priority, (() => void)[]> = { interactive: [], background: [] }
  let running = 0

  const enter = (priority: Priority) => {
    if (running < limit) {
      running += 1
      return Promise.resolve()
    }
    return new Promise<void>((resume) => waiting[priority].push(resume))
  }
  // Room passes directly to the next in line, so that nobody can slip in between.
  const leave = () => {
    const next = waiting.interactive.shift() ?? waiting.background.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return {
    async use(priority, work) {
      await enter(priority)
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
