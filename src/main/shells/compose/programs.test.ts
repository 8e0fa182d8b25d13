import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locatePrograms, type ProgramSurroundings, programs } from './programs.ts'

const here: ProgramSurroundings = {
  moduleUrl: 'file:///app/out/main/cli.js',
  execPath: '/usr/bin/node',
  electron: undefined,
  resourcesPath: undefined,
  environment: {},
  platform: 'linux',
}

describe('the programs of a host', () => {
  it('are the sources in a checkout that was not built', () => {
    const { cli, node, scriptedAgent, spawnHelper, storeWorker } = programs
    expect([cli, node, scriptedAgent, spawnHelper, storeWorker].filter((file) => !existsSync(file))).toEqual([])
    expect(cli).toMatch(/\.ts$/)
  })

  it('lie beside a bundle', () => {
    expect(locatePrograms(here)).toEqual({
      cli: '/app/out/main/cli.js',
      storeWorker: '/app/out/main/store-worker.js',
      spawnHelper: '/app/out/main/spawn-helper.js',
      scriptedAgent: '/app/out/main/scripted-agent.js',
      toolsBridge: '/app/out/main/tools-bridge.js',
      ptyHost: '/app/out/main/pty-host.js',
      renderer: '/app/out/renderer',
      node: '/usr/bin/node',
    })
  })

  it('never run on the desktop’s own binary', () => {
    const desktop = { ...here, execPath: '/e/electron', electron: '45.3.4', resourcesPath: '/e/resources' }
    expect(locatePrograms(desktop).node).toBe('node')
    expect(locatePrograms({ ...desktop, environment: { SWITCHYARD_NODE: '/n/node' } }).node).toBe('/n/node')
    expect(locatePrograms(desktop).cli).toBe('/app/out/main/cli.js')
  })

  it.each([
    ['linux', '/opt/S/resources/runtime/node'],
    ['win32', '/opt/S/resources/runtime/node.exe'],
  ] as const)('lie beside the archive of a package on %s, with a Node of their own', (platform, node) => {
    const packaged = {
      ...here,
      moduleUrl: 'file:///opt/S/resources/app.asar/out/main/electron-main.js',
      execPath: '/opt/S/switchyard',
      electron: '45.3.4',
      resourcesPath: '/opt/S/resources',
      environment: { SWITCHYARD_NODE: '/somebody/elses' },
      platform,
    }
    expect(locatePrograms(packaged)).toEqual({
      cli: '/opt/S/resources/host/main/cli.js',
      storeWorker: '/opt/S/resources/host/main/store-worker.js',
      spawnHelper: '/opt/S/resources/host/main/spawn-helper.js',
      scriptedAgent: '/opt/S/resources/host/main/scripted-agent.js',
      toolsBridge: '/opt/S/resources/host/main/tools-bridge.js',
      ptyHost: '/opt/S/resources/host/main/pty-host.js',
      renderer: '/opt/S/resources/app.asar/out/renderer',
      node,
    })
  })
})
