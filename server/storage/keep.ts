import { storageFaultOf } from '#db/faults'

/**
 * Stores what Bitrix24 told and can be asked again. While the database takes nothing, the answer serves without having been kept: people go on
 * reading.
 * @throws what is no fault of the storage
 */
export async function keepIfPossible(storing: Promise<unknown>): Promise<void> {
  try {
    await storing
  }
  catch (error) {
    if (storageFaultOf(error) === null) throw error
  }
}
