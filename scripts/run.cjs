// Runs scripts/NAME.ts on a Node that can. Must parse on any Node that still starts: no syntax newer than ES2015.
'use strict'
const fs = require('fs')
const path = require('path')
const runtime = require('../bin/node-runtime.cjs')
const replaceProcess = require('../bin/replace-process.cjs')

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function main(name, rest) {
  const root = path.join(__dirname, '..')
  const script = path.join(__dirname, `${name}.ts`)
  if (!name || !/^[a-z-]+$/.test(name) || !fs.existsSync(script)) {
    fail(`There is no script named ${name}: see the scripts section of package.json.`)
  }
  const pinned = runtime.pinnedNode(root)
  const node = runtime.isSupported(process.versions.node) ? process.execPath : pinned
  if (node === null) fail(runtime.unsupportedMessage(process.versions.node))
  replaceProcess.replaceProcess(node, script, rest)
}

main(process.argv[2], process.argv.slice(3))
