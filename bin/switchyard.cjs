#!/usr/bin/env node
// Starts the command line on a Node that can run it, after building it in a checkout whose sources changed.
// Must parse on any Node that still starts: no syntax newer than ES2015.
'use strict'
const childProcess = require('child_process')
const fs = require('fs')
const path = require('path')
const replaceProcess = require('./replace-process.cjs')
const runtime = require('./node-runtime.cjs')
const stamps = require('./stamp.cjs')

const root = path.join(__dirname, '..')

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function chooseNode() {
  const pinned = runtime.pinnedNode(root)
  if (pinned !== null) return fs.realpathSync(pinned) === fs.realpathSync(process.execPath) ? process.execPath : pinned
  if (!runtime.isSupported(process.versions.node)) fail(runtime.unsupportedMessage(process.versions.node))
  return process.execPath
}

/** Standard output belongs to the command, so whatever the build says goes to standard error. */
function ensureBuilt(node) {
  const stamp = stamps.sourceStamp(root)
  if (stamp === null || stamp === stamps.builtStamp(root)) return
  if (!fs.existsSync(path.join(root, 'node_modules', 'vite'))) fail('The dependencies are not installed: run npm ci.')
  process.stderr.write('Building Switchyard, because its sources changed ...\n')
  const build = childProcess.spawnSync(node, [path.join(root, 'scripts', 'build.ts')], { stdio: ['ignore', 2, 2] })
  if (build.status !== 0) fail('Switchyard could not be built; the message above says why.')
}

const node = chooseNode()
ensureBuilt(node)
replaceProcess.replaceProcess(node, path.join(root, 'out', 'main', 'cli.js'), process.argv.slice(2))
