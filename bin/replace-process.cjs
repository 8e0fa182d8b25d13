// Goes on as another program. Must parse on any Node that still starts: no syntax newer than ES2015.
'use strict'
const childProcess = require('child_process')
const path = require('path')
const url = require('url')

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']

/** Ends the way the child ended, so that a shell sees the same signal or exit code. */
function endLike(code, signal) {
  if (signal === null) return process.exit(code)
  for (const name of FORWARDED) process.removeAllListeners(name)
  process.kill(process.pid, signal)
}

/** A terminal signals the whole foreground group itself, so the child has those already. */
function isOnTerminal() {
  return Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY)
}

function forwardSignals(child) {
  for (const signal of FORWARDED) {
    const fromTerminal = signal === 'SIGINT' || signal === 'SIGQUIT'
    process.on(signal, () => {
      if (!(fromTerminal && isOnTerminal())) child.kill(signal)
    })
  }
}

/**
 * Runs `script` with `args` as if this process had been started as it: in place when this is already the right Node,
 * otherwise as a child that shares stdio, gets our signals, and whose end becomes ours.
 */
function replaceProcess(node, script, args) {
  if (node === process.execPath) {
    process.argv = [process.execPath, script].concat(args)
    // In a file of its own, because a Node without dynamic import can't parse it.
    return require('./import-module.cjs').importModule(url.pathToFileURL(path.resolve(script)).href)
  }
  const child = childProcess.spawn(node, [script].concat(args), { stdio: 'inherit' })
  forwardSignals(child)
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', endLike)
}

module.exports = { replaceProcess }
