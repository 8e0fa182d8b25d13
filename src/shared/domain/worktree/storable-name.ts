// Characters that some file systems ignore in names, which would make `.g\u200cit` the git directory there.
const IGNORED_IN_NAMES = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

// Bytes that are no text are the surrogates from U+DC80 on; any other stands for no byte, or for one of a text.
const BYTES = /^[\0-\x7f\udc80-\udcff]*$/

/** False for names that git, or the check of what comes into the user's repository, takes for a git directory. */
export function isStorableName(path: string): boolean {
  if (!path.isWellFormed() && !BYTES.test(path)) return false
  return path.split('/').every((name) => {
    const plain = name.replace(IGNORED_IN_NAMES, '').toLowerCase()
    return name !== '' && !/^(\.git|git~1)[ .]*(:.*)?$/.test(plain) && plain !== '.' && plain !== '..'
  })
}
