import { PortalError } from '../../data/api'
import { asRecord } from '../protocol'
import { silence } from '../silence'
import { onServer, type Command } from './types'

const setUserOption: Command = async ({ params, session }) => {
  await onServer<unknown>(session, 'setUserOption', params)
  const { name, value } = asRecord(params)
  const { initData } = session.frame
  // §1.7: no options are an empty list, so the first one makes an object of it.
  initData.USER_OPTIONS = { ...asRecord(initData.USER_OPTIONS), [String(name)]: value }
  return params
}

const setAppOption: Command = async ({ params, session }) => {
  const { initData } = session.frame
  if (initData.IS_ADMIN !== true) return silence
  try {
    const options = await onServer<unknown>(session, 'setAppOption', params)
    initData.APP_OPTIONS = options
    return options
  }
  catch (error) {
    if (error instanceof PortalError && error.status === 403) return silence
    throw error
  }
}

/** Options that an app keeps in the portal (reference frame-oauth-events §2.4). */
export const optionCommands: Record<string, Command> = { setUserOption, setAppOption }
