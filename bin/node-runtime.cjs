// Finds a Node that can run this project. Must parse on any Node that still starts: no syntax newer than ES2015.
'use strict'
const fs = require('fs')
const path = require('path')

/** Oldest Node that strips types and has node:sqlite without a flag. */
const MINIMUM = [22, 18]

/** Whether `version` (as in process.versions.node) is new enough. */
function isSupported(version) {
  const parts = version.split('.').map(Number)
  return parts[0] > MINIMUM[0] || (parts[0] === MINIMUM[0] && parts[1] >= MINIMUM[1])
}

/** Path of the Node that came with the dependencies, or null where this platform has none. */
function pinnedNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const folders = [path.join(root, 'node_modules', name), path.join(root, '..', name)]
  const found = folders.map((folder) => path.join(folder, 'bin', binary)).filter((file) => fs.existsSync(file))
  return found.length > 0 ? found[0] : null
}

/** The one line for a person whose Node is too old and who has no pinned one. */
function unsupportedMessage(version) {
  return `Switchyard needs Node ${MINIMUM.join('.')} or newer, this is ${version}: install a newer Node, or run npm ci (on Linux x64 it brings its own).`
}

module.exports = { isSupported, pinnedNode, unsupportedMessage }
