import { dirname, join } from 'node:path'

/** The checkout's root folder. */
export const root: string = dirname(dirname(import.meta.dirname))

/** The environment of a tool: this Node and the project's own programs come first. */
export function toolEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  return { ...process.env, PATH: path.join(process.platform === 'win32' ? ';' : ':'), ...extra }
}
