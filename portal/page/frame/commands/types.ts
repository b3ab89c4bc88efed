import type { FrameServerCommand } from '../../../shared/contract'
import { api } from '../../data/api'
import type { FrameSession } from '../session'

export interface CommandCall {
  params: unknown
  callback: string
  requestId?: string | undefined
  session: FrameSession
}

/** A command of §2.4: returns (a promise of) what the frame gets, or `silence` for no answer. */
export type Command = (call: CommandCall) => unknown

/** Runs the server's part of a command; rejects with PortalError when the portal refuses. */
export const onServer = <T>(session: FrameSession, command: FrameServerCommand, params: unknown) =>
  api.post<T>(`frame/${encodeURIComponent(session.frame.appSid)}/${command}`, params)
