'use strict'
// The direction of imports of ARCHITECTURE.md. scripts/imports.test.ts plants a breach of every rule.

// Whether a file holds JSX shows in its name; dependency-cruiser doesn't tell its parser.
const swc = require('@swc/core')
const parseFile = swc.parseFileSync
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith('.tsx') })

const TEST = '\\.(test|spec)\\.tsx?$|/testing/'
const CAPABILITY = '^src/main/(?!(?:engine|ports|adapters|gateway|shells)/)([^/]+)/'

/** A rule that holds for tests too, unless `from` exempts them. */
function forbid(name, from, to) {
  return { name, severity: 'error', from, to }
}

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid('resolvable', {}, { couldNotResolve: true }),
    forbid('no-undeclared-package', { path: '^src/' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    forbid('product-not-testing', { path: '^src/', pathNot: TEST }, { path: TEST }),
    forbid('product-not-outside', { path: '^src/', pathNot: TEST }, { path: '^(e2e|bench|scripts|bin)/' }),

    forbid('shared-is-a-leaf', { path: '^src/shared/', pathNot: TEST }, { path: '^src/(main|renderer)/' }),
    forbid(
      'shared-packages',
      { path: '^src/shared/', pathNot: TEST },
      { path: 'node_modules', pathNot: 'node_modules/(zod|@orpc/contract)/' },
    ),
    forbid('contract-packages', { path: '^src/shared/(?!contract/)', pathNot: TEST }, { path: 'node_modules/@orpc/' }),
    forbid('shared-without-node', { path: '^src/shared/', pathNot: TEST }, { dependencyTypes: ['core'] }),
    forbid('kernel-is-lowest', { path: '^src/shared/kernel/' }, { path: '^src/', pathNot: '^src/shared/kernel/' }),
    forbid(
      'domain-over-kernel',
      { path: '^src/shared/domain/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/shared/(kernel|domain)/' },
    ),
    forbid(
      'settings-over-kernel',
      { path: '^src/shared/settings/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/shared/(kernel|settings)/' },
    ),
    forbid(
      'transcript-over-kernel',
      { path: '^src/shared/transcript/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/shared/(kernel|transcript)/' },
    ),

    forbid(
      'ports-to-shared',
      { path: '^src/main/ports/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(shared|main/ports)/' },
    ),
    forbid(
      'ports-without-node',
      { path: '^src/main/ports/', pathNot: TEST },
      { dependencyTypes: ['core', 'npm'], pathNot: '^(node:)?stream$' },
    ),
    forbid(
      'engine-to-ports',
      { path: '^src/main/engine/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(shared|main/(ports|engine))/' },
    ),
    forbid(
      'adapters-to-ports',
      { path: '^src/main/adapters/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(shared|main/(ports|adapters))/' },
    ),
    forbid(
      'adapters-apart',
      { path: '^src/main/adapters/([^/]+)/', pathNot: TEST },
      { path: '^src/main/adapters/', pathNot: '^src/main/adapters/$1/' },
    ),
    forbid(
      'capabilities-to-engine',
      { path: CAPABILITY, pathNot: TEST },
      { path: '^src/', pathNot: '^src/(shared|main/(ports|engine|$1))/' },
    ),
    forbid(
      'gateway-to-engine',
      { path: '^src/main/gateway/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(shared|main/(engine|ports|gateway))/' },
    ),
    forbid('main-not-renderer', { path: '^src/main/' }, { path: '^src/renderer/' }),

    forbid(
      'agent-protocol-at-home',
      { path: '^src/', pathNot: [TEST, '^src/main/adapters/agents/'] },
      { path: 'node_modules/@agentclientprotocol/' },
    ),
    forbid(
      'git-library-at-home',
      { path: '^src/', pathNot: [TEST, '^src/main/adapters/git/'] },
      { path: 'node_modules/isomorphic-git/' },
    ),
    forbid(
      'command-line-library-at-home',
      { path: '^src/', pathNot: [TEST, '^src/main/shells/cli/'] },
      { path: 'node_modules/commander/' },
    ),
    forbid(
      'terminal-library-at-home',
      { path: '^src/', pathNot: '^src/main/adapters/pty/hosted-pty\\.ts$' },
      { path: 'node_modules/@lydell/' },
    ),
    forbid(
      'electron-at-home',
      { path: '^src/', pathNot: [TEST, '^src/main/shells/electron/'] },
      { path: 'node_modules/electron/' },
    ),
    forbid('main-without-view', { path: '^src/main/' }, { path: 'node_modules/(react|react-dom|zustand)/' }),

    forbid('renderer-to-shared', { path: '^src/renderer/' }, { path: '^src/main/' }),
    forbid('renderer-without-node', { path: '^src/renderer/', pathNot: TEST }, { dependencyTypes: ['core'] }),
    forbid(
      'features-apart',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    ),
    forbid('features-not-app', { path: '^src/renderer/features/' }, { path: '^src/renderer/app/' }),
    forbid('client-below-features', { path: '^src/renderer/client/' }, { path: '^src/renderer/(app|features|ui)/' }),
    forbid('ui-to-lib', { path: '^src/renderer/ui/' }, { path: '^src/', pathNot: '^src/renderer/(ui|lib)/' }),
    forbid('lib-is-lowest', { path: '^src/renderer/lib/' }, { path: '^src/', pathNot: '^src/(renderer/lib|shared)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|\\.cache)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
    },
  },
}
