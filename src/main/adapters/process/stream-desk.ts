import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { streamCount, streamKeyLength } from './helper-protocol.ts'

export type ChildStreams = readonly [stdin: Socket, stdout: Socket, stderr: Socket]

interface Expected {
  readonly sockets: Map<number, Socket>
  readonly complete: (streams: ChildStreams) => void
}

/** The system's limit for the path of a socket is 104 bytes on macOS and 108 on Linux. */
const longestPath = 100

/** Where children's streams arrive at the host, each announced by a key that only the helper was told. */
export class StreamDesk {
  readonly socketFile: string
  readonly #folder: string
  readonly #server: Server
  readonly #expected = new Map<string, Expected>()

  constructor(folder: string) {
    this.#folder = folder
    this.socketFile = join(folder, 's')
    this.#server = createServer((socket) => this.#meet(socket))
  }

  /** Listens in a fresh folder that only this user may enter. */
  static async open(): Promise<StreamDesk> {
    const name = 'switchyard-'
    const parent = Buffer.byteLength(join(tmpdir(), `${name}XXXXXX`, 's')) <= longestPath ? tmpdir() : '/tmp'
    const desk = new StreamDesk(await mkdtemp(join(parent, name)))
    await new Promise<void>((resolve, reject) => {
      desk.#server.once('error', reject)
      desk.#server.listen(desk.socketFile, resolve)
    })
    return desk
  }

  /** Resolves when all three streams of that key have arrived. */
  expect(key: string): Promise<ChildStreams> {
    return new Promise((complete) => this.#expected.set(key, { sockets: new Map(), complete }))
  }

  /** Closes what has arrived for the key and what may still come. */
  drop(key: string): void {
    for (const socket of this.#expected.get(key)?.sockets.values() ?? []) socket.destroy()
    this.#expected.delete(key)
  }

  async close(): Promise<void> {
    for (const key of [...this.#expected.keys()]) this.drop(key)
    this.#server.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #meet(socket: Socket): void {
    // A child that ends with unread input resets its connection; its exit tells what happened.
    socket.on('error', () => socket.destroy())
    const readHeader = () => {
      const header: unknown = socket.read(streamKeyLength + 1)
      if (!Buffer.isBuffer(header)) return
      socket.off('readable', readHeader)
      const text = header.toString('latin1')
      this.#accept(socket, text.slice(0, streamKeyLength), Number(text.slice(streamKeyLength)))
    }
    socket.on('readable', readHeader)
  }

  #accept(socket: Socket, key: string, stream: number): void {
    const expected = this.#expected.get(key)
    if (expected === undefined) {
      socket.destroy()
      return
    }
    expected.sockets.set(stream, socket)
    if (expected.sockets.size < streamCount) return
    const [stdin, stdout, stderr] = [0, 1, 2].map((at) => expected.sockets.get(at))
    if (stdin === undefined || stdout === undefined || stderr === undefined) return
    this.#expected.delete(key)
    expected.complete([stdin, stdout, stderr])
  }
}
