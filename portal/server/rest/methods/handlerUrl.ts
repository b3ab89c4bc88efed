import { RestError } from '../errors'

/**
 * What Bitrix24 accepts as a handler: http or https, and a host with a dot that is not its first character, which
 * refuses `localhost` and lets `127.0.0.1` pass (published source, `handlerhelper.php`). Whether it answers is not checked.
 */
export function checkHandlerUrl(handler: string): void {
  const [, protocol, host] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(handler) ?? []
  if (protocol === undefined || !host || host.indexOf('.') <= 0) {
    throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL', 400)
  }
  if (!['http', 'https'].includes(protocol.toLowerCase())) {
    throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol', 400)
  }
}
