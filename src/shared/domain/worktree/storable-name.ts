// Characters that some file systems ignore in names, which would make `.g\u200cit` the git directory there.
const IGNORED_IN_NAMES = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

/** False for names that git, or the check of what comes into the user's repository, takes for a git directory. */
export function isStorableName(path: string): boolean {
  return path.split('/').every((name) => {
    const plain = name.replace(IGNORED_IN_NAMES, '').toLowerCase()
    return name !== '' && !/^(\.git|git~1)[ .]*(:.*)?$/.test(plain) && plain !== '.' && plain !== '..'
  })
}
