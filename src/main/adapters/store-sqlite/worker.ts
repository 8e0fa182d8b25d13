import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './answer.ts'
import { checkIntegrity } from './check-integrity.ts'
import { migrations } from './migrations/all.ts'
import { openDatabase } from './open-database.ts'
import { Session } from './session.ts'
import type { Request, StoreAnswer, WorkerMessage, WorkerTask } from './wire.ts'

/*
 * The store's thread. Starts at once from its data; afterwards every message is a list of requests,
 * answered in order. Bundled as an entry of its own, so it imports nothing but SQLite's side.
 */
const port = parentPort
if (port === null) throw new Error('the store worker is started as a worker thread')
const task = workerData as WorkerTask

function send(message: WorkerMessage): void {
  port?.postMessage(message)
}

function serve(options: Extract<WorkerTask, { task: 'serve' }>): void {
  const opened = openDatabase({ ...options, migrations, now: options.openedAt })
  if (!opened.ok) {
    send({ kind: 'refused', failure: opened.error })
    return
  }
  const onStatus = (status: typeof opened.value.status) => send({ kind: 'status', status })
  const session = new Session(opened.value, { ...options, onStatus })
  port?.on('message', (requests: readonly Request[]) => {
    send({ kind: 'answers', answers: requests.map((request) => answerRequest(session, request)) })
    if (requests.some(({ call }) => call === 'close')) port.close()
  })
  send({ kind: 'opened', store: { status: opened.value.status, unclean: opened.value.unclean } })
}

function answerRequest(session: Session, { number, call, body }: Request): StoreAnswer {
  try {
    return { number, value: answer(session, call, body as never) }
  } catch (error) {
    return { number, bug: { error } }
  }
}

if (task.task === 'serve') serve(task)
else send({ kind: 'checked', damage: checkIntegrity(task.file, 5_000) })
