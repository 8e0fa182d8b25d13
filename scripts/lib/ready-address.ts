function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The signed-in address for one browser in the host's `ready` line; undefined for any other line. */
export function readyAddress(line: string): string | undefined {
  const event = parse(line)
  const isReady = typeof event === 'object' && event !== null && 'event' in event && event.event === 'ready'
  return isReady && 'page' in event && typeof event.page === 'string' ? event.page : undefined
}
