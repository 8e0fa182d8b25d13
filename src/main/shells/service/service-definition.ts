/** What a service manager is to keep running for one person. */
export interface ServiceDefinition {
  /** Absolute path of the Node, and of the command line that it runs. */
  readonly node: string
  readonly cli: string
  readonly dataFolder: string
  /** Where agents and git are looked for: a service manager has a search path of its own. */
  readonly path: string
}

/** The program with its arguments: a host without a window, which doesn't say secrets where output is logged. */
export function commandOf({ cli, dataFolder, node }: ServiceDefinition): readonly string[] {
  return [node, cli, 'serve', '--no-token', '--data', dataFolder]
}

/** Seconds after which a host that failed is started again: as long as another owns the folder, that is often. */
export const restartSeconds = 30

/** Seconds that a host has for closing its agents' sessions before it is killed. */
export const stopSeconds = 60
