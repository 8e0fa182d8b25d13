import { systemCode } from '../../../shared/kernel/system-code.ts'

/** Sends a signal. False when the process is out of reach (another user's); true also when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ESRCH') return true
    if (code === 'EPERM') return false
    throw error
  }
}
