import { useServices } from '../services'

/**
 * The work of a scheduled job. What it throws, as when the database cannot be written, stands in the log like everything else; the job comes again
 * with the clock's next tick. A process that is ending waits for it.
 * @param job its name, for the log
 */
export async function runJob<Result>(job: string, work: () => Promise<Result>): Promise<{ result: Result | 'failed' }> {
  try {
    return { result: await useServices().running.track(work()) }
  }
  catch (error) {
    useServices().log.error({ err: error, job }, 'job.run.failed')
    return { result: 'failed' }
  }
}
