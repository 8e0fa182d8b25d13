const longestMs = 200

/** Calls back once what was just changed is painted, with the milliseconds that took; soon where nothing is painted. */
export function afterFrame(callback: (paintMs: number) => void): void {
  if (document.visibilityState !== 'visible') {
    setTimeout(() => callback(0), 0)
    return
  }
  let over = false
  const done = (paintMs: number) => {
    if (over) return
    over = true
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    callback(paintMs)
  }
  const frame = requestAnimationFrame(() => {
    const from = performance.now()
    // A message that is posted now comes right after styles, layout and paint.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done(performance.now() - from)
    }
    port2.postMessage(null)
  })
  const timer = setTimeout(() => done(0), longestMs)
}
