import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface BackupFile {
  file: string
  /** When it was begun, in milliseconds since 1970: it has everything that was acknowledged before. */
  at: number
}

/** Hour of the night, by the server's own time, from which a new backup is wanted. */
const nightHour = 3

const named = /^sidenote-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/

/** `sidenote-2026-11-21T03-37-00Z.db`: sorts by age, and every file system takes it. */
export const backupName = (at: number): string => `sidenote-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`

/** The finished backups of a folder, newest first; none when it is not there yet. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const [, day, hours, minutes, seconds] = named.exec(name) ?? []
    return day ? [{ file: join(folder, name), at: Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) }] : []
  }).sort((one, other) => other.at - one.at)
}

/**
 * Whether there is no backup yet of the last night. Asked every hour: what failed, or fell into a time when nothing ran, is made up for.
 * @param now milliseconds since 1970
 */
export function isBackupDue(folder: string, now: number): boolean {
  const night = new Date(now)
  night.setHours(nightHour, 0, 0, 0)
  if (night.getTime() > now) night.setDate(night.getDate() - 1)
  const [newest] = listBackups(folder)
  return !newest || newest.at < night.getTime()
}
