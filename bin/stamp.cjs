// Says whether the build is up to date with the sources. Must parse on any Node that still starts.
'use strict'
const crypto = require('crypto')
const fs = require('fs')
const path = require('path')

const BESIDE_SOURCES = [
  'package-lock.json',
  'vite.renderer.config.ts',
  'scripts/lib/host-build.ts',
  'scripts/lib/full-build.ts',
]

function isBuilt(name) {
  return !/\.(test|contract)\.tsx?$|^tsconfig|^\./.test(name) && name !== 'testing'
}

function describe(hash, root, relative) {
  const facts = fs.statSync(path.join(root, relative))
  hash.update(`${relative}\0${facts.mtimeMs}\0${facts.size}\0`)
}

function walk(hash, root, relative) {
  const entries = fs.readdirSync(path.join(root, relative), { withFileTypes: true })
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    if (!isBuilt(entry.name)) continue
    const below = `${relative}/${entry.name}`
    if (entry.isDirectory()) walk(hash, root, below)
    else describe(hash, root, below)
  }
}

/** Digest over path, time and size of everything the build reads; null in an installed copy, which has no sources. */
function sourceStamp(root) {
  if (!fs.existsSync(path.join(root, 'src')) || !fs.existsSync(path.join(root, 'scripts'))) return null
  const hash = crypto.createHash('sha256')
  for (const file of BESIDE_SOURCES) {
    if (fs.existsSync(path.join(root, file))) describe(hash, root, file)
  }
  walk(hash, root, 'src')
  return hash.digest('hex')
}

/** The digest that the build in `out` was made from; null where there is none. */
function builtStamp(root) {
  const file = path.join(root, 'out', 'stamp')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null
}

module.exports = { sourceStamp, builtStamp }
