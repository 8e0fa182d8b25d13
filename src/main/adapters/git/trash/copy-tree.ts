import { constants } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, readdir, readlink, symlink, utimes } from 'node:fs/promises'

/**
 * Copies a folder with links, modes and times; names are bytes, since they need not be valid text. Pipes and
 * sockets are left out: they hold nothing.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  await copyEntry(Buffer.from(from), Buffer.from(to))
}

async function copyEntry(from: Buffer, to: Buffer): Promise<void> {
  const found = await lstat(from)
  if (found.isSymbolicLink()) {
    await symlink(await readlink(from, { encoding: 'buffer' }), to)
    return
  }
  if (found.isFile()) await copyFile(from, to, constants.COPYFILE_FICLONE)
  else if (found.isDirectory()) {
    await mkdir(to)
    for (const name of await readdir(from, { encoding: 'buffer' })) await copyEntry(below(from, name), below(to, name))
  } else return
  await utimes(to, found.atime, found.mtime)
  await chmod(to, found.mode & 0o7777)
}

export function below(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name])
}
