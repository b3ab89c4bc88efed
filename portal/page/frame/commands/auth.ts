import { asRecord } from '../protocol'
import { silence } from '../silence'
import { onServer, type Command } from './types'

const getInitData: Command = ({ session }) => {
  const { initData } = session.frame
  const answer = { ...initData }
  // §1.7: the first run is told once per page; setInstall makes it stay so.
  initData.FIRST_RUN = false
  return answer
}

const getInterface: Command = ({ session }) => ({
  // The placement's own commands; the base interface is never listed.
  command: session.frame.commands,
  event: session.frame.events,
})

const refreshAuth: Command = async ({ session, params }) => {
  try {
    return await onServer<unknown>(session, 'refreshAuth', asRecord(params))
  }
  catch {
    window.alert('Unable to get new token! Reload page, please!')
    return silence
  }
}

/** Start-up and authorization (reference frame-oauth-events §1.7, §2.4). */
export const authCommands: Record<string, Command> = { getInitData, getInterface, refreshAuth }
