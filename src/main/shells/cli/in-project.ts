import type { Command } from 'commander'
import type { CommonOptions } from './context.ts'

export interface ProjectFlags extends CommonOptions {
  readonly repo: string
}

/** A command about the project of a folder. */
export function inProject(command: Command, description: string): Command {
  return command.description(description).requiredOption('--repo <folder>', 'the repository, or a folder in it')
}
