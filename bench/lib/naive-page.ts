import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'vite'

export interface NaivePage {
  readonly url: string
  close(): Promise<void>
}

/** Bundles the naive list as a page is for production, and serves it. */
export async function serveNaivePage(folder: string): Promise<NaivePage> {
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: join(import.meta.dirname, '../pages/naive-list.ts'), formats: ['es'], fileName: 'naive-list' },
    },
  })
  const script = readFileSync(join(folder, 'naive-list.js'))
  const html =
    '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/page.js"></script>'
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
