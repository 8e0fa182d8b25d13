import { gitContract } from './git.contract.ts'
import { MemoryGit } from './memory-git.ts'

gitContract('in memory', async () => {
  const git = new MemoryGit()
  git.addRepository('/project', { 'a.txt': 'a\n', 'b.txt': 'b\n' })
  return {
    git,
    repository: '/project',
    room: '/room',
    write: (folder, path, content) => git.write(folder, path, content),
    addColleague: () => {
      git.addRepository('/colleague', {})
      for (const root of ['/project', '/colleague']) git.addRemote(root, 'origin', 'https://kept.example/all')
      return '/colleague'
    },
    read: (folder, path) => git.read(folder, path),
    close: () => git.close(),
  }
})
