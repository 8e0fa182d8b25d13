'use strict'

/** Loads the ES module at `address` (a file URL); its own errors end the process as usual. */
function importModule(address) {
  return import(address)
}

module.exports = { importModule }
