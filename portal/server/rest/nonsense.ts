import type { ServerResponse } from 'node:http'
import type { H3Event } from 'h3'
import type { Nonsense, PlannedTrouble } from '../../shared/placements'

/** What proxies, login walls, PHP warnings and hostile hosts answer in place of REST. */
const nonsense: Record<Nonsense, (response: ServerResponse, plan: PlannedTrouble) => void> = {
  html: response => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
  bad_gateway: response => void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>'),
  empty: response => void response.writeHead(200).end(),
  wrong_types: response => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"result":[[42,null]],"time":"now"}'),
  huge: response => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(`{"result":["${'x'.repeat(10_000_000)}"],"time":{}}`),
  cut_off: (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
    response.write('{"result":')
    setTimeout(() => response.destroy(), 20)
  },
  trickle: (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    const drop = setInterval(() => response.write(' '), 50)
    response.once('close', () => clearInterval(drop))
  },
  redirect: (response, { to = '/' }) => void response.writeHead(302, { Location: to }).end(),
}

/** Whether a planned trouble is an answer that is none of Bitrix24's. */
export const isNonsense = (trouble: PlannedTrouble['trouble']): trouble is Nonsense => Object.hasOwn(nonsense, trouble)

/** Answers past the framework, which would make it better than it is meant to be. */
export function answerNonsense(event: H3Event, kind: Nonsense, plan: PlannedTrouble): void {
  event._handled = true
  nonsense[kind](event.node.res, plan)
}
