/** Calls back when a page may have lost its line unnoticed: it is looked at again, or the network is back. */
export function onWake(listener: () => void): () => void {
  const shown = () => {
    if (document.visibilityState === 'visible') listener()
  }
  document.addEventListener('visibilitychange', shown)
  addEventListener('online', listener)
  return () => {
    document.removeEventListener('visibilitychange', shown)
    removeEventListener('online', listener)
  }
}

/** Resolves after so many milliseconds, or at once when the page wakes. */
export function pauseOrWake(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    const stop = onWake(done)
  })
}
