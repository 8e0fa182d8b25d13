import { openLine } from '../line/open-line.ts'
import type { FromStream, ToStream } from './messages.ts'
import { Stream } from './stream.ts'
import { realTimers } from './timers.ts'

const post = (message: FromStream): void => postMessage(message)
const stream = new Stream({ timers: realTimers, open: openLine, post })
addEventListener('message', (event: MessageEvent<ToStream>) => stream.handle(event.data))
