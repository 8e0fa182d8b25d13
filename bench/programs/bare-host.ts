import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'

/** The least a host can be: one process, the database on its own thread, the board as one answer. Argument: the file. */
const database = new DatabaseSync(process.argv[2] ?? '')
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
const states = database.prepare('SELECT aggregate, id, state FROM states WHERE archived = 0').all()
const { sequence } = database.prepare('SELECT max(sequence) AS sequence FROM events').get() ?? {}
const board = { sequence, states: states.map(({ state, ...row }) => ({ ...row, state: JSON.parse(String(state)) })) }

const server = createServer((_, response) => response.end(JSON.stringify(board)))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}`, token: '' })}\n`)
})
process.on('SIGTERM', () => {
  database.close()
  server.close()
  server.closeAllConnections()
})
