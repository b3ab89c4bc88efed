import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** What a process has used and holds. */
export interface Usage {
  /** Processor time since it started, of all its threads, in milliseconds. Steps of ten. */
  cpuMs: number
  /** Resident memory in bytes. */
  memory: number
}

/** What a process has used until now. @throws when it does not run */
export function usageOf(pid: number): Usage {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid)
}

/** `proc_pid_stat(5)`: the name, in brackets, may hold spaces; after it, user and system time are the 12th and 13th field. */
function fromProc(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * 1000 / ticksPerSecond(),
    memory: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
  }
}

let ticks: number | undefined
const ticksPerSecond = () => ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Where there is no /proc (macOS). */
function fromPs(pid: number): Usage {
  const [memory = '', cpu = ''] = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/)
  return { cpuMs: millisecondsOf(cpu), memory: Number(memory) * 1024 }
}

/**
 * Processor time as `ps` prints it.
 * @param time `[[dd-]hh:]mm:ss[.cc]`
 */
export function millisecondsOf(time: string): number {
  const [rest = '', days = '0'] = time.split('-').reverse()
  const seconds = rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return Math.round((Number(days) * 86_400 + seconds) * 1000)
}
