import { AppError } from '#shared/errors'

/** How long a card that has to open fast waits for Bitrix24, in milliseconds. */
export const callCardPatience = 1_500

/**
 * What comes in time, or nothing: what is late or refused is left out, so that the rest is shown at once. The late work
 * goes on, and what it stores is there the next time.
 * @throws whatever the work throws that is no AppError
 */
export async function inTime<Result>(work: Promise<Result>, patience = callCardPatience): Promise<Result | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => { timer = setTimeout(resolve, patience, null) })
  try {
    return await Promise.race([work.catch(refused), late])
  }
  finally {
    clearTimeout(timer)
  }
}

function refused(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
