const longestMs = 200

/** Calls back when what was just changed is being painted; soon where nothing is painted. */
export function afterFrame(callback: () => void): void {
  if (document.visibilityState !== 'visible') {
    setTimeout(callback, 0)
    return
  }
  const done = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    callback()
  }
  const frame = requestAnimationFrame(done)
  const timer = setTimeout(done, longestMs)
}
