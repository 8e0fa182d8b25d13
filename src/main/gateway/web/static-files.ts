import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

export interface StaticFile {
  readonly body: Buffer
  readonly type: string
  readonly cache: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Names of files in `assets` carry a digest of their content. */
const forever = 'public, max-age=31536000, immutable'

/** A file of the built page by the path of its address; null for anything that isn't one. */
export async function readStaticFile(folder: string, path: string): Promise<StaticFile | null> {
  const segments = path === '/' ? ['index.html'] : path.slice(1).split('/')
  if (!segments.every((segment) => /^[\w-][\w.-]*$/.test(segment))) return null
  const type = types[extname(segments.at(-1) ?? '')]
  if (type === undefined) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, ...segments))
    if (!file.startsWith(root + sep)) return null
    return { body: await readFile(file), type, cache: segments[0] === 'assets' ? forever : 'no-cache' }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
