import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { type FakeGithub, startFakeGithub } from '../../../src/main/ports/testing/fake-github/fake-github.ts'
import { ForgeWorld } from '../../../src/main/ports/testing/fake-github/world.ts'
import type { AutomationId, ProjectId } from '../../../src/shared/kernel/ids.ts'
import { type Files, gitIn, type Repository } from '../../cli/kit/repository.ts'
import { RealHost } from './real-host.ts'

/** A repository at the forge, its clone, and the project that the clone is here. */
export interface ForgeProject {
  /** `owner/name`. */
  readonly name: string
  readonly repository: Repository
  readonly id: ProjectId
  /** Where an automation of it stands in the pane; the pane itself without a name. */
  place(automation?: string): string
  automation(name: string): AutomationId
}

/** A host that may speak to a forge on loopback, and only to that. */
export class ForgeHost {
  readonly host: RealHost
  readonly github: FakeGithub
  /** What the host signs in with: it may be seen nowhere. */
  readonly secret: string

  private constructor(host: RealHost, github: FakeGithub, secret: string) {
    this.host = host
    this.github = github
    this.secret = secret
  }

  static async start(): Promise<ForgeHost> {
    const world = new ForgeWorld(Date.now)
    const secret = `planted${randomUUID().replaceAll('-', '')}`
    world.addToken(secret, 'ada')
    const github = await startFakeGithub(world)
    const environment = { SWITCHYARD_GITHUB_API: github.base, GH_TOKEN: secret }
    return new ForgeHost(await RealHost.start({ environment }), github, secret)
  }

  /** Git reaches the forge's repository in a folder of this machine, whatever its address says. */
  async project(short: string, files: Files): Promise<ForgeProject> {
    const { host, github } = this
    const [name, address] = [`acme/${short}`, `https://github.com/acme/${short}.git`]
    const bare = path.join(host.folder, `${short}.git`)
    appendFileSync(path.join(host.home, '.gitconfig'), `[url "${bare}"]\n\tinsteadOf = ${address}\n`)
    const repository = host.repository(files, short)
    gitIn(host.folder, { PATH: process.env.PATH ?? '', HOME: host.home }, ['init', '-q', '--bare', bare])
    repository.git('remote', 'add', 'origin', address)
    repository.git('push', '-q', 'origin', 'main')
    github.world.addRepository(name, { gitDirectory: bare })
    await host.facts.open(repository)
    const found = [...(await host.facts.model()).project.values()].find(({ root }) => root === repository.folder)
    if (found === undefined) throw new Error(`the project ${short} was not opened`)
    const { id } = found
    return {
      ...{ name, repository, id },
      place: (automation) => `#/automations/${id}${automation === undefined ? '' : `/${automation}`}`,
      automation: (of) => `${id}:${of}` as AutomationId,
    }
  }

  async close(): Promise<void> {
    await this.host.close()
    await this.github.close()
  }
}
