/** Git names paths from the top of the repository, plans and people from the folder of the project. */
export interface ProjectPaths {
  toProject(path: string): string
  toRepository(path: string): string
}

/** `prefix`: folder of the project below the top, '' for the top itself. */
export function projectPaths(prefix: string): ProjectPaths {
  if (prefix === '') return { toProject: (path) => path, toRepository: (path) => path }
  const up = '../'.repeat(prefix.split('/').length)
  return {
    toProject: (path) => (path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : `${up}${path}`),
    toRepository: (path) => (path.startsWith(up) ? path.slice(up.length) : `${prefix}/${path}`),
  }
}
