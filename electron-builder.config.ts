import type { Configuration } from 'electron-builder'

/** The builder fills in the architecture. */
const architecture = ['$', '{arch}'].join('')

const runtime = (platform: string, file: string) => [
  { from: `node_modules/node-${platform}-${architecture}/bin/${file}`, to: `runtime/${file}` },
]

/** The archive holds what the desktop's own process loads. `scripts/lib/package-desktop.ts` puts the programs beside it. */
const config: Configuration = {
  appId: 'dev.switchyard.desktop',
  productName: 'Switchyard',
  directories: { output: 'dist', buildResources: 'resources/desktop' },
  // Everything is bundled, native code excepted, which is prebuilt.
  npmRebuild: false,
  nodeGypRebuild: false,
  asar: true,
  asarUnpack: ['**/*.node'],
  files: [
    'package.json',
    'out/main/electron-main.js',
    'out/main/preload.cjs',
    'out/main/package.json',
    'out/renderer/**',
    'out/desktop/**',
    '!**/*.map',
    '!**/node_modules/**',
  ],
  extraMetadata: {
    main: 'out/main/electron-main.js',
    dependencies: {},
    optionalDependencies: {},
    bin: {},
    // A deb must name both; the project has neither a site nor a mailbox yet.
    homepage: 'https://switchyard.invalid',
    author: { name: 'The Switchyard contributors', email: 'contributors@switchyard.invalid' },
  },
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  electronLanguages: ['en-US'],
  protocols: [{ name: 'Switchyard', schemes: ['switchyard'] }],
  publish: null,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Development',
    icon: 'resources/desktop/icon.png',
    executableName: 'switchyard-desktop',
    extraResources: runtime('linux', 'node'),
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.developer-tools',
    icon: 'resources/desktop/icon.png',
    hardenedRuntime: true,
    extraResources: runtime('darwin', 'node'),
  },
  win: {
    target: ['nsis'],
    icon: 'resources/desktop/icon.png',
    extraResources: runtime('win', 'node.exe'),
  },
}

export default config
