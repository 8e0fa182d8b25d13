/** Sends a signal. False when the process is out of reach (another user's); true also when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return false
    throw error
  }
}
