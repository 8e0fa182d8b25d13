import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gitContract } from '../../ports/testing/git.contract.ts'
import { writeFiles } from './testing/repository.ts'
import { makeWorktreeFixture } from './testing/worktree-fixture.ts'

gitContract('native', async () => {
  const fixture = makeWorktreeFixture({ files: { 'a.txt': 'a\n', 'b.txt': 'b\n' } })
  return {
    git: fixture.port,
    repository: fixture.folder,
    room: fixture.sandbox,
    write: (folder, name, content) => writeFiles(folder, { [name]: content }),
    addColleague: () => {
      const [kept, folder] = ['kept.git', 'colleague'].map((name) => path.join(fixture.sandbox, name)) as [
        string,
        string,
      ]
      fixture.gitIn(fixture.sandbox, 'init', '-q', '--bare', kept)
      fixture.gitIn(fixture.sandbox, 'init', '-q', folder)
      for (const where of [fixture.folder, folder]) fixture.gitIn(where, 'remote', 'add', 'origin', kept)
      return folder
    },
    read: (folder, name) => {
      const file = path.join(folder, name)
      return existsSync(file) ? readFileSync(file, 'utf8') : null
    },
    close: async () => {
      await fixture.port.close()
      fixture.dispose()
    },
  }
})
