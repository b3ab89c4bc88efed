import { silence } from '../silence'
import { onServer, type Command } from './types'

const setInstall: Command = async ({ params, session }) => {
  await onServer<unknown>(session, 'setInstall', params)
  return params
}

/**
 * §2.7: the portal marks the app installed and loads its whole page anew, or opens the slider's app again. The answer's
 * `'true'` or `'false'` is a non-empty text either way, so the address always says `install_finished=Y`; the frame
 * that asked never hears back.
 */
const setInstallFinish: Command = async ({ session }) => {
  await onServer<unknown>(session, 'setInstallFinish', {})
  if (session.popup) {
    session.reopen()
    return silence
  }
  const address = new URL(window.location.href)
  address.searchParams.set('install_finished', 'Y')
  if (address.href === window.location.href) window.location.reload()
  else window.location.assign(address)
  return silence
}

/** First run and installation (reference frame-oauth-events §2.4, §2.7). */
export const installCommands: Record<string, Command> = { setInstall, setInstallFinish }
