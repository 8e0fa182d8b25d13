import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build, DIR_TARGET, Platform } from 'electron-builder'
import config from '../../electron-builder.config.ts'

export interface PackageOptions {
  readonly root: string
  /** Makes the app's folder alone, and no installer. */
  readonly onlyFolder: boolean
  /** Folder of an unpacked Electron; downloaded where it isn't given. */
  readonly electron: string | undefined
  readonly output: string
}

/** Libraries with native code, and what they bring for this system: the terminals' and the keychain's. */
const nativeScopes = ['@lydell', '@napi-rs']

/** What only the desktop's own process loads, and what nobody runs. */
const left = /^(electron-main\.js|preload\.cjs|compile-cache)$|\.(map|d\.ts|md)$/

/**
 * Programs lie beside the archive, because the Node that comes along runs them and can't read archives; with them the
 * page that they serve to browsers, and native code. The builder takes a file once, so these are copies.
 */
function gatherHost(root: string, folder: string): void {
  const native = Object.fromEntries(nativeScopes.map((scope) => [`node_modules/${scope}`, `native/${scope}`]))
  const parts = { 'out/main': 'main', 'out/renderer': 'renderer', ...native }
  for (const [from, to] of Object.entries(parts)) {
    mkdirSync(join(folder, to), { recursive: true })
    const filter = (source: string) => !left.test(basename(source))
    cpSync(join(root, from), join(folder, to), { recursive: true, dereference: true, filter })
  }
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
}

/** Packages the build in `out` for this platform; answers the installers. */
export async function packageDesktop(options: PackageOptions): Promise<readonly string[]> {
  const { electron, onlyFolder, output, root } = options
  const host = mkdtempSync(join(tmpdir(), 'switchyard-host-'))
  try {
    gatherHost(root, host)
    return await build({
      projectDir: root,
      targets: Platform.current().createTarget(onlyFolder ? DIR_TARGET : null),
      config: {
        ...config,
        directories: { ...config.directories, output },
        extraResources: [
          { from: host, to: 'host', filter: ['**/*', '!native/**'] },
          // It leaves out every folder named node_modules that it meets on its way.
          { from: join(host, 'native'), to: 'host/node_modules' },
        ],
        ...(electron === undefined ? {} : { electronDist: electron }),
      },
    })
  } finally {
    rmSync(host, { recursive: true, force: true })
  }
}
